package io.sluice.core.net.linux;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.MemoryLayout.paddingLayout;
import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The kernel's structures that datagrams are described by, on 64 bit Linux (linux/socket.h,
 * linux/uio.h, linux/in.h, linux/in6.h).
 */
final class Structs {
  /** A port or an address in network order; nothing here is aligned to eight bytes. */
  static final ValueLayout.OfShort NETWORK_SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  static final ValueLayout.OfInt NETWORK_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  static final ValueLayout.OfLong NETWORK_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  static final StructLayout IOVEC =
      structLayout(JAVA_LONG.withName("iov_base"), JAVA_LONG.withName("iov_len"));

  static final long IOVEC_BYTES = IOVEC.byteSize();
  static final long IOV_LEN = IOVEC.byteOffset(groupElement("iov_len"));

  static final StructLayout MMSGHDR =
      structLayout(
          JAVA_LONG.withName("msg_name"),
          JAVA_INT.withName("msg_namelen"),
          paddingLayout(4),
          JAVA_LONG.withName("msg_iov"),
          JAVA_LONG.withName("msg_iovlen"),
          JAVA_LONG.withName("msg_control"),
          JAVA_LONG.withName("msg_controllen"),
          JAVA_INT.withName("msg_flags"),
          paddingLayout(4),
          JAVA_INT.withName("msg_len"),
          paddingLayout(4));

  static final long MMSGHDR_BYTES = MMSGHDR.byteSize();
  static final long MSG_NAME = MMSGHDR.byteOffset(groupElement("msg_name"));
  static final long MSG_NAMELEN = MMSGHDR.byteOffset(groupElement("msg_namelen"));
  static final long MSG_IOV = MMSGHDR.byteOffset(groupElement("msg_iov"));
  static final long MSG_IOVLEN = MMSGHDR.byteOffset(groupElement("msg_iovlen"));
  static final long MSG_CONTROL = MMSGHDR.byteOffset(groupElement("msg_control"));
  static final long MSG_CONTROLLEN = MMSGHDR.byteOffset(groupElement("msg_controllen"));
  static final long MSG_FLAGS = MMSGHDR.byteOffset(groupElement("msg_flags"));
  static final long MSG_LEN = MMSGHDR.byteOffset(groupElement("msg_len"));

  static final StructLayout CMSGHDR =
      structLayout(
          JAVA_LONG.withName("cmsg_len"),
          JAVA_INT.withName("cmsg_level"),
          JAVA_INT.withName("cmsg_type"));

  /** Where a control message's data begins. */
  static final long CMSGHDR_BYTES = CMSGHDR.byteSize();

  static final long CMSG_LEVEL = CMSGHDR.byteOffset(groupElement("cmsg_level"));
  static final long CMSG_TYPE = CMSGHDR.byteOffset(groupElement("cmsg_type"));

  static final StructLayout SOCKADDR_IN =
      structLayout(
          JAVA_SHORT.withName("sin_family"),
          NETWORK_SHORT.withName("sin_port"),
          NETWORK_INT.withName("sin_addr"),
          sequenceLayout(8, JAVA_BYTE).withName("sin_zero"));

  static final StructLayout SOCKADDR_IN6 =
      structLayout(
          JAVA_SHORT.withName("sin6_family"),
          NETWORK_SHORT.withName("sin6_port"),
          JAVA_INT.withName("sin6_flowinfo"),
          sequenceLayout(16, JAVA_BYTE).withName("sin6_addr"),
          JAVA_INT.withName("sin6_scope_id"));

  static final int SOCKADDR_IN_BYTES = (int) SOCKADDR_IN.byteSize();
  static final int SOCKADDR_IN6_BYTES = (int) SOCKADDR_IN6.byteSize();
  static final long SIN_PORT = SOCKADDR_IN.byteOffset(groupElement("sin_port"));
  static final long SIN_ADDR = SOCKADDR_IN.byteOffset(groupElement("sin_addr"));
  static final long SIN6_FLOWINFO = SOCKADDR_IN6.byteOffset(groupElement("sin6_flowinfo"));
  static final long SIN6_ADDR = SOCKADDR_IN6.byteOffset(groupElement("sin6_addr"));
  static final long SIN6_SCOPE_ID = SOCKADDR_IN6.byteOffset(groupElement("sin6_scope_id"));

  static final StructLayout IN_PKTINFO =
      structLayout(
          JAVA_INT.withName("ipi_ifindex"),
          NETWORK_INT.withName("ipi_spec_dst"),
          NETWORK_INT.withName("ipi_addr"));

  static final long IPI_SPEC_DST = IN_PKTINFO.byteOffset(groupElement("ipi_spec_dst"));

  static final StructLayout IN6_PKTINFO =
      structLayout(
          sequenceLayout(16, JAVA_BYTE).withName("ipi6_addr"), JAVA_INT.withName("ipi6_ifindex"));

  static final long IPI6_IFINDEX = IN6_PKTINFO.byteOffset(groupElement("ipi6_ifindex"));

  private Structs() {}

  /** What a control message with that much data takes, with the padding behind it: CMSG_SPACE. */
  static long controlSpace(long dataBytes) {
    return CMSGHDR_BYTES + (dataBytes + 7) / 8 * 8;
  }
}
