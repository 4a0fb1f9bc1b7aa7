package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DuplexChannel;
import io.sluice.core.admission.ServiceUsage.Direction;
import io.sluice.core.admission.Visit;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ServicePortCounters;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.service.EndpointChoice;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A client connection joined with an endpoint connection. Everything happens on the one event loop
 * that both belong to.
 */
final class Relay {
  private final RelayLoop loop;
  private RelayHalf client;
  private ServiceEntry service;
  private ServiceSnapshot snapshot;
  private final ClientIdentity identity = new ClientIdentity();
  private RelayState state = RelayState.OPENING;
  private @Nullable Opening opening;
  private @Nullable EndpointConnector connector;
  private @Nullable RelayHalf endpointHalf;
  private @Nullable Endpoint endpoint;

  // What was said last must not be overtaken by a reset.
  private @Nullable Farewell farewell;
  private @Nullable CloseReason abortReason;

  // What is held of the service, and the place at the endpoint.
  private final Visit visit = new Visit();
  private @Nullable EndpointChoice choice;

  // Place in the loop's list and what its sweep needs; see LiveRelays.
  @Nullable Relay previous;
  @Nullable Relay next;
  boolean hasMoved = true;
  long lastMovedNanos;
  long startedNanos;
  long lifetimeNanos;

  /** Of a client's channel, not yet registered. */
  Relay(RelayLoop loop, ServiceEntry service, DuplexChannel clientChannel) {
    this.loop = loop;
    this.service = service;
    this.snapshot = service.current();
    this.client = new ChannelHalf(this, clientChannel, RelayHalf.Side.CLIENT);
  }

  /** Of a client's socket, on the event loop that serves it. */
  Relay(RelayLoop loop, ServiceEntry service, int descriptor, ClientAddress address) {
    this.loop = loop;
    this.service = service;
    this.snapshot = service.current();
    this.client = new SocketHalf(this, loop.streams(), descriptor, address);
  }

  RelayLoop loop() {
    return loop;
  }

  ServiceSnapshot snapshot() {
    return snapshot;
  }

  ServicePortCounters counters() {
    return service.counters();
  }

  ServiceEntry service() {
    return service;
  }

  RelayHalf clientHalf() {
    return client;
  }

  /** The endpoint's half, or null while there is none. */
  @Nullable RelayHalf endpointHalf() {
    return endpointHalf;
  }

  /** The endpoint that has accepted, or null while there is none. */
  @Nullable Endpoint endpoint() {
    return endpoint;
  }

  ClientIdentity identity() {
    return identity;
  }

  /** The client's channel is registered. */
  void onClientActive() {
    // Not when it takes the place of a socket, long after.
    if (state == RelayState.OPENING && opening == null) {
      start();
    }
  }

  /** The client's socket is this loop's. */
  void startWithSocket() {
    if (client instanceof SocketHalf socket && !socket.start()) {
      loop.onRelayClosed();
    } else {
      start();
    }
  }

  /** The client is there: lets it in, then finds an endpoint for it. */
  void start() {
    startedNanos = System.nanoTime();
    lifetimeNanos = Lifetimes.draw(snapshot.traffic().limits());
    loop.relays().add(this);
    counters().onAccepted(loop.index());
    identity.onAccepted(client.remoteAddress());
    opening = new Opening(this, OpeningStages.of(snapshot));
    opening.begin();
  }

  /** Asks to be let in: the reason why not, or null. */
  @Nullable CloseReason admit() {
    return snapshot.admission().admit(identity.address(), System.nanoTime(), visit);
  }

  /**
   * Another service takes over, before the relay is open; it alone counts the rest. It may refuse
   * the client: then the relay is closed.
   */
  void routeTo(ServiceEntry other) {
    if (other == service) {
      return;
    }
    visit.end();
    counters().onClosed(loop.index(), CloseReason.ROUTED);
    service = other;
    snapshot = other.current();
    lifetimeNanos = Lifetimes.draw(snapshot.traffic().limits());
    counters().onAccepted(loop.index());
    // Its time limits may be shorter.
    loop.relays().remove(this);
    loop.relays().add(this);
    CloseReason refusal = admit();
    if (refusal != null) {
      close(refusal);
    }
  }

  /** Goes by what holds now; while no endpoint has accepted. */
  void renewSnapshot() {
    snapshot = service.current();
  }

  /** Refuses the client and tells it so in its own protocol; before the relay is open. */
  void refuse(CloseReason reason, byte[] lastWords) {
    bidFarewell(reason).say(lastWords);
  }

  /** How a half's side and we agreed on TLS; if we did not, its channel is about to be closed. */
  void onHandshake(RelayHalf half, Handshake outcome) {
    if (half != client) {
      if (connector != null) {
        connector.onHandshake(half, outcome);
      }
    } else if (opening != null && state == RelayState.OPENING) {
      switch (outcome) {
        case AGREED -> opening.onHandshake();
        case FAILED -> bidFarewell(CloseReason.TLS_FAILED).awaitClose();
      }
    }
  }

  private Farewell bidFarewell(CloseReason reason) {
    state = RelayState.ABORTING;
    if (opening != null) {
      // Stays to take what may still come from the client.
      opening.cancel();
    }
    client.resumeReads();
    abortReason = reason;
    farewell = new Farewell(this, reason);
    return farewell;
  }

  /** Every stage is passed; what the client has sent for its endpoint is handed over. */
  void onOpened(ByteBuf payload) {
    opening = null;
    state = RelayState.CONNECTING;
    client.keepEarly(payload);
    connector = new EndpointConnector(this);
    connector.connect();
  }

  /** The opening that takes the client's bytes, or null once there is none. */
  @Nullable Opening opening() {
    return opening;
  }

  /** An endpoint has accepted: joins the halves. */
  void join(RelayHalf half, Endpoint acceptedBy, EndpointChoice placeThere) {
    endpoint = acceptedBy;
    choice = placeThere;
    endpointHalf = half;
    connector = null;
    state = RelayState.RELAYING;
    acceptedBy.onConnectionOpened(loop.index());
    long now = System.nanoTime();
    half.slowDown(snapshot.admission().throttle(Direction.FROM_ENDPOINT, now));
    client.slowDown(snapshot.admission().throttle(Direction.FROM_CLIENT, now));
    half.joinWith(client);
    client.joinWith(half);
    // Not before both know each other: what the first reads may be the end of everything.
    half.startRelaying();
    client.startRelaying();
    half.flush();
    if (state == RelayState.RELAYING && client.isInputEnded()) {
      half.endOutput();
    }
    if (state == RelayState.RELAYING && half.isInputEnded()) {
      client.endOutput();
    }
  }

  /** Writes what an endpoint is sent in front of everything, TLS included; does not flush. */
  void greet(RelayHalf half) {
    EndpointGreeting.write(this, half);
  }

  /** Bytes were read by a half. */
  void onBytes(RelayHalf half, int bytes) {
    hasMoved = true;
    if (half == client) {
      counters().onBytesFromClient(loop.index(), bytes, half.path());
    } else {
      counters().onBytesFromEndpoint(loop.index(), bytes, half.path());
    }
  }

  /** A side that had been slow takes bytes again. */
  void onProgress() {
    hasMoved = true;
  }

  /** No more bytes will come from a half's side, in order. */
  void onInputEnded(RelayHalf half) {
    if (isLeftOver(half)) {
      return;
    }
    hasMoved = true;
    switch (state) {
      case OPENING -> {
        if (opening != null) {
          opening.onInputEnded();
        }
      }
      case RELAYING -> half.peer().endOutput();
      case ABORTING -> {
        if (farewell != null) {
          farewell.onInputEnded();
        }
      }
      case CONNECTING, CLOSED -> {}
    }
  }

  /** A FIN was sent to a half's side. */
  void onOutputEnded() {
    if (state == RelayState.RELAYING && client.isEnded() && client.peer().isEnded()) {
      close(CloseReason.FINISHED);
    }
  }

  /** A half's side has reset the connection, or can no longer be written to. */
  void onReset(RelayHalf half) {
    if (state == RelayState.RELAYING) {
      abort(half, half == client ? CloseReason.CLIENT_RESET : CloseReason.ENDPOINT_RESET);
    } else {
      abort(half, CloseReason.CLIENT_LEFT);
    }
  }

  /** A half's side broke TLS: by a FIN without close_notify, or by what cannot be decrypted. */
  void onTlsBroken(RelayHalf half) {
    abort(half, CloseReason.TLS_FAILED);
  }

  /** Whether it is of an attempt that failed, and another endpoint has accepted meanwhile. */
  private boolean isLeftOver(RelayHalf half) {
    return state == RelayState.RELAYING && half != client && half != endpointHalf;
  }

  /** An endpoint that is lost before it has the connection may still have a successor. */
  private void abort(RelayHalf half, CloseReason reason) {
    switch (state) {
      case OPENING, CONNECTING -> {
        if (half == client) {
          close(reason);
        } else if (connector != null) {
          connector.onHandshake(half, Handshake.FAILED);
        }
      }
      case RELAYING -> {
        if (!isLeftOver(half)) {
          state = RelayState.ABORTING;
          abortReason = reason;
          new LastBytes(this, half, reason).check();
        }
      }
      case ABORTING, CLOSED -> {}
    }
  }

  /** A half's channel was closed by somebody other than this relay. */
  void onInactive(RelayHalf half) {
    if ((state == RelayState.OPENING || state == RelayState.CONNECTING) && half == client) {
      close(CloseReason.CLIENT_LEFT);
    } else if (state == RelayState.RELAYING) {
      onReset(half);
    }
  }

  /** Looks whether the attempt to connect takes too long. */
  void checkConnecting(long nowNanos) {
    if (connector != null) {
      connector.checkTimeout(nowNanos);
    }
  }

  /**
   * The client's half as a channel: what it speaks from now on is not for the relay to pass on as
   * it is. Reads are paused.
   */
  ChannelHalf clientByChannel() {
    return switch (client) {
      case ChannelHalf half -> half;
      case SocketHalf socket -> {
        boolean isUnix = socket.remoteAddress().equals(ClientAddress.UNIX);
        ChannelHalf half = loop.adopt(this, socket.detach(), isUnix);
        socket.moveEarlyTo(half);
        client = half;
        yield half;
      }
    };
  }

  /** Whether one direction has ended and the other has not. */
  boolean isHalfClosed() {
    return endpointHalf != null && (client.isInputEnded() || endpointHalf.isInputEnded());
  }

  /** Whether it is we who let nothing pass for a moment, for the sake of a byte rate. */
  boolean isHeldBack() {
    return client.isHeldBack() || (endpointHalf != null && endpointHalf.isHeldBack());
  }

  RelayState state() {
    return state;
  }

  boolean isClosed() {
    return state == RelayState.CLOSED;
  }

  /** Ends the relay; the first reason holds. Everything but {@code FINISHED} resets both sides. */
  void close(CloseReason wanted) {
    if (state == RelayState.CLOSED) {
      return;
    }
    CloseReason reason = abortReason == null ? wanted : abortReason;
    state = RelayState.CLOSED;
    loop.relays().remove(this);
    if (endpoint != null) {
      endpoint.onConnectionEnded(loop.index());
    }
    // Who sees the end counted finds the place free.
    visit.end();
    counters().onClosed(loop.index(), reason);
    if (opening != null) {
      opening.cancel();
      opening = null;
    }
    if (connector != null) {
      connector.cancel();
    }
    boolean isInOrder = reason == CloseReason.FINISHED || farewell != null;
    client.end(isInOrder);
    if (endpointHalf != null) {
      endpointHalf.end(isInOrder);
      if (choice != null) {
        endpointHalf.whenClosed(choice::release);
      }
    }
    loop.onRelayClosed();
  }
}
