package io.sluice.core.net.linux;

/** Linux error numbers that sockets meet; the same on every architecture that we support. */
public final class Errno {
  // asm-generic/errno-base.h and asm-generic/errno.h
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int EINTR = 4;
  public static final int EIO = 5;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int ENODEV = 19;
  public static final int EINVAL = 22;
  public static final int ENFILE = 23;
  public static final int EMFILE = 24;
  public static final int EPIPE = 32;
  public static final int ENOSYS = 38;
  public static final int ENONET = 64;
  public static final int EPROTO = 71;
  public static final int EMSGSIZE = 90;
  public static final int ENOPROTOOPT = 92;
  public static final int EOPNOTSUPP = 95;
  public static final int EADDRINUSE = 98;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENETDOWN = 100;
  public static final int ENETUNREACH = 101;
  public static final int ECONNABORTED = 103;
  public static final int ECONNRESET = 104;
  public static final int ENOBUFS = 105;
  public static final int ETIMEDOUT = 110;
  public static final int ECONNREFUSED = 111;
  public static final int EHOSTDOWN = 112;
  public static final int EHOSTUNREACH = 113;
  public static final int EINPROGRESS = 115;

  private Errno() {}

  /** What strerror(3) says of the errors that sockets usually meet, otherwise the number. */
  public static String text(int number) {
    return switch (number) {
      case EADDRINUSE -> "Address already in use";
      case EADDRNOTAVAIL -> "Cannot assign requested address";
      case EACCES, EPERM -> "Permission denied";
      case EMFILE, ENFILE -> "Too many open files";
      default -> "error " + number;
    };
  }

  /**
   * Whether a connected socket reports by it that its peer cannot be reached: what the kernel makes
   * of ICMP messages (net/ipv4/icmp.c, icmp_err_convert; net/ipv6/icmp.c, tab_unreach) and of
   * missing routes.
   */
  public static boolean isUnreachable(int number) {
    return switch (number) {
      case ECONNREFUSED,
          EHOSTUNREACH,
          EHOSTDOWN,
          ENETUNREACH,
          ENETDOWN,
          ENONET,
          ENOPROTOOPT,
          EOPNOTSUPP,
          EPROTO,
          EACCES ->
          true;
      default -> false;
    };
  }

  /**
   * Whether accept(2) has only found nobody: somebody else was faster, or the client has left, or
   * the network has an error that concerns that client alone.
   */
  public static boolean isPassing(int number) {
    return switch (number) {
      case EAGAIN, EINTR, ECONNABORTED, EPERM -> true;
      default -> isUnreachable(number);
    };
  }

  /** Whether the kernel has no room for what was to be sent. */
  public static boolean isFull(int number) {
    return number == EAGAIN || number == ENOBUFS || number == ENOMEM;
  }
}
