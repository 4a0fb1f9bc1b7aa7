package io.sluice.core.tcp;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.sluice.core.balance.Selector;
import io.sluice.core.balance.TriedEndpoints;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectFailure;
import org.jspecify.annotations.Nullable;

/**
 * Tries one endpoint after another, never the same twice, until one accepts or the allowed attempts
 * are used up. On the relay's event loop.
 */
final class EndpointConnector implements ChannelFutureListener {
  private final Relay relay;
  private @Nullable TriedEndpoints tried;
  private @Nullable Endpoint candidate;
  private @Nullable RelayHalf half;
  private final long hash;
  private long startedNanos;

  EndpointConnector(Relay relay) {
    this.relay = relay;
    this.hash = relay.snapshot().hashOf(relay.client());
  }

  /** Begins with the endpoint whose turn it is. */
  void connect() {
    Endpoint endpoint = relay.snapshot().selector().select(hash);
    if (endpoint == null) {
      relay.close(CloseReason.NO_ENDPOINT);
    } else {
      connectTo(endpoint);
    }
  }

  /** Gives up what is under way. */
  void cancel() {
    closeAttempt();
    if (candidate != null) {
      candidate.release();
      candidate = null;
    }
  }

  private void closeAttempt() {
    if (half != null) {
      half.channel().close();
    }
  }

  private void connectTo(Endpoint endpoint) {
    endpoint.tryAcquire(0);
    candidate = endpoint;
    startedNanos = System.nanoTime();
    SocketChannel channel;
    try {
      channel = relay.loop().newEndpointChannel(relay.snapshot().limits());
    } catch (RuntimeException e) {
      // No descriptor left. That is this machine's fault: another endpoint would fare no better.
      relay.counters().onConnectFailure(relay.loop().index(), ConnectFailure.LOCAL);
      relay.close(CloseReason.OUT_OF_RESOURCES);
      return;
    }
    RelayHalf attempt = new RelayHalf(relay, channel, RelayHalf.Side.ENDPOINT);
    half = attempt;
    channel.pipeline().addLast(attempt);
    ChannelFuture registered = relay.loop().eventLoop().register(channel);
    if (registered.isDone()) {
      onRegistered(registered, endpoint);
    } else {
      registered.addListener((ChannelFutureListener) done -> onRegistered(done, endpoint));
    }
  }

  private void onRegistered(ChannelFuture registered, Endpoint endpoint) {
    if (registered.isSuccess()) {
      registered.channel().connect(endpoint.socketAddress()).addListener(this);
    } else {
      onFailure(ConnectFailures.classify(registered.cause()));
    }
  }

  /** The attempt to connect is decided. */
  @Override
  public void operationComplete(ChannelFuture connected) {
    RelayHalf attempt = half;
    Endpoint endpoint = candidate;
    if (attempt == null || endpoint == null || !connected.channel().equals(attempt.channel())) {
      return;
    }
    if (relay.isClosed()) {
      attempt.channel().close();
    } else {
      ConnectFailure failure =
          connected.isSuccess()
              ? ConnectFailures.hiddenIn(attempt.channel())
              : ConnectFailures.classify(connected.cause());
      if (failure == null) {
        long nanos = System.nanoTime() - startedNanos;
        relay.loop().connectTimes().record(relay.loop().index(), nanos);
        relay.snapshot().selector().onLatency(endpoint, nanos);
        candidate = null; // the relay has its place now
        relay.join(attempt, endpoint);
      } else {
        onFailure(failure);
      }
    }
  }

  private void onFailure(ConnectFailure failure) {
    learnFrom(failure);
    int loop = relay.loop().index();
    relay.counters().onConnectFailure(loop, failure);
    closeAttempt();
    half = null;
    Endpoint other = nextEndpoint();
    if (other == null) {
      relay.close(
          failure == ConnectFailure.LOCAL
              ? CloseReason.OUT_OF_RESOURCES
              : CloseReason.CONNECT_FAILED);
    } else {
      relay.counters().onRetry(loop);
      connectTo(other);
    }
  }

  /** A failure of this machine's own says nothing of the endpoint. */
  private void learnFrom(ConnectFailure failure) {
    if (failure != ConnectFailure.LOCAL && candidate != null) {
      long nanos = Math.max(System.nanoTime() - startedNanos, Selector.FAILURE_NANOS);
      relay.snapshot().selector().onLatency(candidate, nanos);
    }
  }

  private @Nullable Endpoint nextEndpoint() {
    Endpoint failed = candidate;
    assert failed != null : "an attempt has an endpoint";
    failed.release();
    candidate = null;
    TriedEndpoints soFar = tried;
    if (soFar == null) {
      soFar = new TriedEndpoints(failed);
      tried = soFar;
    } else {
      soFar.add(failed);
    }
    return soFar.count() > relay.snapshot().limits().retries()
        ? null
        : relay.snapshot().selector().selectOther(hash, soFar);
  }
}
