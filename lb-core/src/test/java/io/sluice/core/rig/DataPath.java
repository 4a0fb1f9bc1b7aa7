package io.sluice.core.rig;

import io.sluice.config.model.Transport;
import io.sluice.config.model.ZeroCopy;
import io.sluice.core.tcp.RelayPaths;

/** A way that a relay's bytes can take. */
public enum DataPath {
  NIO_CHANNELS(Transport.NIO, RelayPaths.Kind.CHANNELS, ZeroCopy.OFF),
  EPOLL_CHANNELS(Transport.EPOLL, RelayPaths.Kind.CHANNELS, ZeroCopy.OFF),
  EPOLL_COPY(Transport.EPOLL, RelayPaths.Kind.SOCKETS, ZeroCopy.OFF),
  EPOLL_SPLICE(Transport.EPOLL, RelayPaths.Kind.SOCKETS, ZeroCopy.ALWAYS),
  EPOLL_ADAPTIVE(Transport.EPOLL, RelayPaths.Kind.SOCKETS, ZeroCopy.AUTO),
  URING_CHANNELS(Transport.IO_URING, RelayPaths.Kind.CHANNELS, ZeroCopy.OFF),
  URING_COPY(Transport.IO_URING, RelayPaths.Kind.SOCKETS, ZeroCopy.OFF),
  URING_SPLICE(Transport.IO_URING, RelayPaths.Kind.SOCKETS, ZeroCopy.ALWAYS),
  URING_ADAPTIVE(Transport.IO_URING, RelayPaths.Kind.SOCKETS, ZeroCopy.AUTO);

  private final Transport transport;
  private final RelayPaths.Kind kind;
  private final ZeroCopy zeroCopy;

  DataPath(Transport transport, RelayPaths.Kind kind, ZeroCopy zeroCopy) {
    this.transport = transport;
    this.kind = kind;
    this.zeroCopy = zeroCopy;
  }

  /** What users get with a transport. */
  public static DataPath of(Transport transport) {
    return switch (transport) {
      case NIO -> NIO_CHANNELS;
      case EPOLL, AUTO -> EPOLL_ADAPTIVE;
      case IO_URING -> URING_ADAPTIVE;
    };
  }

  /** The transport under it. */
  public Transport transport() {
    return transport;
  }

  /** What a connection is to its relay. */
  public RelayPaths.Kind kind() {
    return kind;
  }

  /** Whether bytes are spliced. */
  public ZeroCopy zeroCopy() {
    return zeroCopy;
  }

  /** Whether it is a path of Netty's channels. */
  public boolean isChannels() {
    return kind == RelayPaths.Kind.CHANNELS;
  }
}
