package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DuplexChannel;
import io.sluice.core.admission.ServiceUsage.Direction;
import io.sluice.core.admission.Visit;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectionState;
import io.sluice.core.metrics.LiveConnection;
import io.sluice.core.metrics.ServicePortCounters;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.service.EndpointChoice;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client connection joined with an endpoint connection. Everything happens on the one event loop
 * that both belong to.
 */
final class Relay {
  /*
   *            let in             endpoint has accepted
   *   OPENING ───────► CONNECTING ──────────► RELAYING ──── both directions ended ───► CLOSED
   *       │                │                    │   one side reset                        ▲
   *       │ refused        │ no endpoint,       └─────────► ABORTING ── last bytes out ───┤
   *       │                │ client left                                                  │
   *       └────────────────┴──────────────────────────────────────────────────────────────┘
   *
   * A FIN is passed on as a FIN once everything before it has been written, a reset as a reset once
   * everything that was received before it has reached the other side, or that side has stopped
   * taking bytes. Time limits and stops end in a reset: a stream that was cut must not look
   * complete.
   */
  private enum State {
    OPENING,
    CONNECTING,
    RELAYING,
    ABORTING,
    CLOSED
  }

  private final RelayLoop loop;
  private RelayHalf client;
  private ServiceEntry service;
  private ServiceSnapshot snapshot;
  private final ClientIdentity identity = new ClientIdentity();
  private State state = State.OPENING;
  private @Nullable Opening opening;
  private @Nullable EndpointConnector connector;
  private @Nullable RelayHalf endpointHalf;
  private @Nullable Endpoint endpoint;

  // What was said last must not be overtaken by a reset.
  private @Nullable Farewell farewell;

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

  ClientIdentity identity() {
    return identity;
  }

  /** The client's channel is registered. */
  void onClientActive() {
    // Not when it takes the place of a socket, long after.
    if (state == State.OPENING && opening == null) {
      start();
    }
  }

  /** The client's socket is this loop's. */
  void startWithSocket() {
    if (client instanceof SocketHalf socket) {
      socket.start();
    }
    start();
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
    } else if (opening != null && state == State.OPENING) {
      switch (outcome) {
        case AGREED -> opening.onHandshake();
        case FAILED -> bidFarewell(CloseReason.TLS_FAILED).awaitClose();
      }
    }
  }

  private Farewell bidFarewell(CloseReason reason) {
    state = State.ABORTING;
    if (opening != null) {
      // Stays to take what may still come from the client.
      opening.cancel();
    }
    client.resumeReads();
    farewell = new Farewell(this, reason);
    return farewell;
  }

  /** Every stage is passed; what the client has sent for its endpoint is handed over. */
  void onOpened(ByteBuf payload) {
    opening = null;
    state = State.CONNECTING;
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
    state = State.RELAYING;
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
    if (state == State.RELAYING && client.isInputEnded()) {
      half.endOutput();
    }
    if (state == State.RELAYING && half.isInputEnded()) {
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
      counters().onBytesFromClient(loop.index(), bytes);
    } else {
      counters().onBytesFromEndpoint(loop.index(), bytes);
    }
  }

  /** Bytes that were read by a half, and told as such, did not pass through this process. */
  void onSpliced(int bytes) {
    counters().onBytesSpliced(loop.index(), bytes);
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
    if (state == State.RELAYING && client.isEnded() && client.peer().isEnded()) {
      close(CloseReason.FINISHED);
    }
  }

  /** A half's side has reset the connection, or can no longer be written to. */
  void onReset(RelayHalf half) {
    if (isLeftOver(half)) {
      return;
    }
    if (state == State.RELAYING) {
      abort(half, half == client ? CloseReason.CLIENT_RESET : CloseReason.ENDPOINT_RESET);
    } else {
      abort(half, CloseReason.CLIENT_LEFT);
    }
  }

  /** A half's side broke TLS: by a FIN without close_notify, or by what cannot be decrypted. */
  void onTlsBroken(RelayHalf half) {
    if (!isLeftOver(half)) {
      abort(half, CloseReason.TLS_FAILED);
    }
  }

  /** Whether it is of an attempt that failed, and another endpoint has accepted meanwhile. */
  private boolean isLeftOver(RelayHalf half) {
    return state == State.RELAYING && half != client && half != endpointHalf;
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
        state = State.ABORTING;
        new LastBytes(this, half, reason).check();
      }
      case ABORTING, CLOSED -> {}
    }
  }

  /** A half's channel was closed by somebody other than this relay. */
  void onInactive(RelayHalf half) {
    if ((state == State.OPENING || state == State.CONNECTING) && half == client) {
      close(CloseReason.CLIENT_LEFT);
    } else if (state == State.RELAYING) {
      onReset(half);
    }
  }

  /** Looks for what no event has told of; called now and then while nothing moves. */
  void onStillness() {
    RelayHalf other = endpointHalf;
    if (state == State.CONNECTING && client.isSilentlyReset()) {
      onReset(client);
    }
    if (state != State.RELAYING || other == null) {
      return;
    }
    if (client.isSilentlyReset()) {
      onReset(client);
    } else if (other.isSilentlyReset()) {
      onReset(other);
    } else {
      client.wakeLostWrite();
      other.wakeLostWrite();
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

  /** Tells the selector the kernel's round-trip time to the endpoint. */
  void reportRoundTrip() {
    RelayHalf half = endpointHalf;
    Endpoint served = endpoint;
    if (half != null && served != null) {
      int micros = RoundTripSampling.microsOf(half);
      if (micros > 0) {
        snapshot.selector().onLatency(served, TimeUnit.MICROSECONDS.toNanos(micros));
      }
    }
  }

  /** Whether one direction has ended and the other has not. */
  boolean isHalfClosed() {
    return endpointHalf != null && (client.isInputEnded() || endpointHalf.isInputEnded());
  }

  /** Whether it is we who let nothing pass for a moment, for the sake of a byte rate. */
  boolean isHeldBack() {
    return client.isHeldBack() || (endpointHalf != null && endpointHalf.isHeldBack());
  }

  /** What is to be seen of it from outside; costs a system call. */
  LiveConnection describe(long nowNanos) {
    Endpoint served = endpoint;
    RelayHalf other = endpointHalf;
    return new LiveConnection(
        service.name(),
        textOf(identity.address()),
        textOf(client.localAddress()),
        served == null ? "" : served.toString(),
        describeState(),
        nowNanos - startedNanos,
        client.direction(),
        other == null ? LiveConnection.Direction.NONE : other.direction());
  }

  private ConnectionState describeState() {
    return switch (state) {
      case OPENING -> ConnectionState.OPENING;
      case CONNECTING -> ConnectionState.CONNECTING;
      case RELAYING -> isHalfClosed() ? ConnectionState.HALF_CLOSED : ConnectionState.RELAYING;
      case ABORTING, CLOSED -> ConnectionState.ABORTING;
    };
  }

  private static String textOf(ClientAddress address) {
    return address.equals(ClientAddress.NONE) ? "" : address.toString();
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  /** Ends the relay; the first reason holds. Everything but {@code FINISHED} resets both sides. */
  void close(CloseReason reason) {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
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
