package io.sluice.core.tcp;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelException;
import io.netty.handler.ssl.SslHandler;
import io.sluice.config.model.SocketSettings.Source;
import io.sluice.config.model.TrafficLimits;
import io.sluice.config.model.TrafficSettings;
import io.sluice.core.balance.Selector;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.net.Destination;
import io.sluice.core.net.EndpointOptions;
import io.sluice.core.net.SocketOptionException;
import io.sluice.core.proxyprotocol.EndpointHeaders;
import io.sluice.core.service.ClientQueue;
import io.sluice.core.service.EndpointChoice;
import io.sluice.core.tls.TlsOrigination;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tries one endpoint after another, never the same twice, until one accepts or the allowed attempts
 * are used up. Where all are full, waits in the queue first. On the relay's event loop.
 */
final class EndpointConnector implements RelayHalf.ConnectObserver {
  private final Relay relay;
  private @Nullable QueuedRelay queued;
  private @Nullable EndpointChoice choice;
  private @Nullable Endpoint candidate;
  private @Nullable RelayHalf half;
  private long startedNanos;

  EndpointConnector(Relay relay) {
    this.relay = relay;
  }

  /** Begins with the endpoint whose turn it is, or joins the queue. */
  void connect() {
    // Headers and handshakes take their time: what holds now may be another configuration.
    relay.renewSnapshot();
    TrafficLimits limits = relay.snapshot().traffic().limits();
    ClientQueue queue = relay.service().queue();
    boolean isQueueing = limits.queueSize() > 0 && !queue.isEmpty();
    if (!isQueueing && begin()) {
      return;
    }
    QueuedRelay waiter = new QueuedRelay(relay, this, queue);
    if (queue.join(waiter, limits.queueSize())) {
      queued = waiter;
      waiter.begin(limits.queueTimeout().toNanos());
    } else {
      relay.close(CloseReason.ENDPOINTS_FULL);
    }
  }

  /** It is this relay's turn in the queue: false when every endpoint is still full. */
  boolean tryAgain() {
    relay.renewSnapshot();
    return begin();
  }

  /**
   * Gives up what is under way, and leaves the queue. The endpoint's place is free once the attempt
   * to connect is closed.
   */
  void cancel() {
    if (queued != null) {
      queued.leave();
    }
    EndpointChoice chosen = choice;
    if (chosen == null) {
      return;
    }
    choice = null;
    if (half == null) {
      chosen.release();
    } else {
      // The endpoint may have accepted already: nothing is not the whole of what a client sent.
      half.reset();
      // The place at the endpoint is free once the kernel has let go of the connection to it.
      half.whenClosed(chosen::release);
    }
  }

  private boolean begin() {
    EndpointChoice chosen =
        new EndpointChoice(relay.service(), relay.snapshot(), relay.identity().address());
    Endpoint first = chosen.first(System.nanoTime());
    if (first != null) {
      choice = chosen;
      connectTo(first);
      return true;
    }
    if (relay.snapshot().isUsable()) {
      return false;
    }
    relay.close(CloseReason.NO_ENDPOINT);
    return true;
  }

  private void connectTo(Endpoint endpoint) {
    candidate = endpoint;
    startedNanos = System.nanoTime();
    Attempt attempt = attempt(endpoint.destination());
    RelayHalf opened;
    try {
      opened = open(attempt);
    } catch (ChannelException | SocketOptionException e) {
      giveUpWithoutSocket();
      return;
    }
    half = opened;
    opened.connect(attempt, this);
  }

  private Attempt attempt(Destination destination) {
    return switch (destination) {
      case Destination.Network(InetSocketAddress to) -> {
        Source source = relay.snapshot().traffic().sockets().endpoint().source();
        InetSocketAddress from =
            EndpointOptions.localAddress(source, relay.identity().address(), to);
        yield new Attempt(relay.snapshot(), destination, from, isSentWithSyn());
      }
      case Destination.UnixSocket _ -> new Attempt(relay.snapshot(), destination, null, false);
    };
  }

  /** Both halves of a relay are of one kind. */
  private RelayHalf open(Attempt attempt) throws SocketOptionException {
    if (relay.snapshot().tls().origination() != null) {
      relay.clientByChannel();
    }
    return switch (relay.clientHalf()) {
      case SocketHalf client -> new SocketHalf(relay, client.streams());
      case ChannelHalf _ ->
          new ChannelHalf(relay, attempt.openChannel(relay.loop()), RelayHalf.Side.ENDPOINT);
    };
  }

  /** This machine's fault: another endpoint would fare no better. */
  private void giveUpWithoutSocket() {
    relay.counters().onConnectFailure(relay.loop().index(), ConnectFailure.LOCAL);
    relay.close(CloseReason.OUT_OF_RESOURCES);
  }

  @Override
  public void onNoSocket(RelayHalf attempt) {
    half = null;
    giveUpWithoutSocket();
  }

  /** Ends an attempt that takes too long, where nobody else sees to that. */
  void checkTimeout(long nowNanos) {
    long limit = TimeUnit.MILLISECONDS.toNanos(relay.snapshot().limits().connectTimeoutMillis());
    if (half instanceof SocketHalf socket && nowNanos - startedNanos >= limit) {
      socket.onConnectTimeout();
    }
  }

  /** Only where there are bytes already: without any, no SYN would ever go out. */
  private boolean isSentWithSyn() {
    TrafficSettings traffic = relay.snapshot().traffic();
    return traffic.sockets().endpoint().fastOpen()
        && (relay.clientHalf().hasEarlyBytes()
            || EndpointHeaders.of(traffic.proxyProtocol()) != null
            || relay.snapshot().tls().origination() != null);
  }

  @Override
  public void onConnected(RelayHalf attempt) {
    Endpoint endpoint = candidate;
    if (attempt == half && endpoint != null) {
      if (relay.isClosed()) {
        attempt.close();
      } else {
        onAccepted(attempt, endpoint);
      }
    }
  }

  @Override
  public void onConnectFailed(RelayHalf attempt, ConnectFailure failure) {
    if (attempt == half && candidate != null && choice != null) {
      if (relay.isClosed()) {
        attempt.close();
      } else {
        onFailure(failure);
      }
    }
  }

  private void onAccepted(RelayHalf attempt, Endpoint endpoint) {
    long nanos = System.nanoTime() - startedNanos;
    relay.loop().connectTimes().record(relay.loop().index(), nanos);
    relay.snapshot().selector().onLatency(endpoint, nanos);
    relay.greet(attempt);
    TlsOrigination origination = relay.snapshot().tls().origination();
    if (origination == null) {
      join(attempt, endpoint);
    } else {
      ChannelHalf channelHalf = (ChannelHalf) attempt;
      ByteBufAllocator allocator = channelHalf.channel().alloc();
      startTls(channelHalf, origination.newHandler(endpoint.address(), allocator));
    }
  }

  /** What the client has sent waits until the endpoint has shown who it is. */
  private static void startTls(ChannelHalf attempt, SslHandler handler) {
    attempt.channel().flush();
    attempt.startTls(handler);
    attempt.channel().read();
  }

  /** The endpoint of an attempt and we came to an agreement on TLS, or not. */
  void onHandshake(RelayHalf attempt, Handshake outcome) {
    Endpoint endpoint = candidate;
    if (attempt != half || endpoint == null || relay.isClosed()) {
      return;
    }
    switch (outcome) {
      case AGREED -> join(attempt, endpoint);
      case FAILED -> onFailure(ConnectFailure.TLS);
    }
  }

  private void join(RelayHalf attempt, Endpoint endpoint) {
    EndpointChoice chosen = choice;
    assert chosen != null : "an attempt was chosen";
    chosen.onAccepted(System.nanoTime());
    choice = null; // the relay has it, and the place, now
    relay.join(attempt, endpoint, chosen);
  }

  private void onFailure(ConnectFailure failure) {
    EndpointChoice chosen = choice;
    assert chosen != null : "an attempt was chosen";
    learnFrom(failure);
    int loop = relay.loop().index();
    relay.counters().onConnectFailure(loop, failure);
    RelayHalf failed = half;
    half = null;
    if (failed != null && failure == ConnectFailure.TLS) {
      // Not before the alert is out that tells the endpoint.
      relay.loop().eventLoop().execute(failed::close);
    } else if (failed != null) {
      failed.close();
    }
    Endpoint other =
        failure == ConnectFailure.LOCAL ? chosen.afterShortage() : chosen.afterFailure();
    if (other == null) {
      relay.close(
          switch (failure) {
            case LOCAL -> CloseReason.OUT_OF_RESOURCES;
            case TLS -> CloseReason.TLS_FAILED;
            case REFUSED, TIMEOUT, UNREACHABLE, OTHER -> CloseReason.CONNECT_FAILED;
          });
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
}
