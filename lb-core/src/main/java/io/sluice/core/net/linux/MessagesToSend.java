package io.sluice.core.net.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/**
 * Messages for sendmmsg(2): each a datagram, or with UDP_SEGMENT several of one size that pass the
 * kernel's network stack as one. The bytes stay where they were received. One event loop.
 */
public final class MessagesToSend {
  private static final long NAME_BYTES = 32;

  /** Source address, segment size. */
  private static final long CONTROL_BYTES =
      Structs.controlSpace(Structs.IN6_PKTINFO.byteSize()) + Structs.controlSpace(Short.BYTES);

  private final SystemCalls calls;
  private final MemorySegment headers;
  private final MemorySegment vectors;
  private final MemorySegment names;
  private final MemorySegment controls;
  private int messages;
  private int parts;

  /** Room for so many messages, which have as many parts all together; freed with the sockets. */
  public MessagesToSend(UdpSockets sockets, int capacity) {
    this.calls = sockets.calls();
    this.headers = sockets.arena().allocate(Structs.MMSGHDR, capacity);
    this.vectors = sockets.arena().allocate(Structs.IOVEC, capacity);
    this.names = sockets.arena().allocate(NAME_BYTES * capacity, Long.BYTES);
    this.controls = sockets.arena().allocate(CONTROL_BYTES * capacity, Long.BYTES);
    for (int message = 0; message < capacity; message++) {
      headers.set(
          JAVA_LONG,
          message * Structs.MMSGHDR_BYTES + Structs.MSG_CONTROL,
          controls.address() + message * CONTROL_BYTES);
    }
  }

  /** Forgets all messages. */
  public void clear() {
    messages = 0;
    parts = 0;
  }

  /** Messages now. */
  public int count() {
    return messages;
  }

  /** Begins a message without bytes, to whom the socket is connected. */
  public void begin() {
    long header = messages * Structs.MMSGHDR_BYTES;
    headers.set(JAVA_LONG, header + Structs.MSG_NAME, 0);
    headers.set(JAVA_INT, header + Structs.MSG_NAMELEN, 0);
    headers.set(
        JAVA_LONG, header + Structs.MSG_IOV, vectors.address() + parts * Structs.IOVEC_BYTES);
    headers.set(JAVA_LONG, header + Structs.MSG_IOVLEN, 0);
    headers.set(JAVA_LONG, header + Structs.MSG_CONTROLLEN, 0);
    messages++;
  }

  /** Adds bytes of a received message to the latest message. */
  public void append(ReceivedMessages from, int slot, int offset, int length) {
    long vector = parts * Structs.IOVEC_BYTES;
    vectors.set(JAVA_LONG, vector, from.payload(slot) + offset);
    vectors.set(JAVA_LONG, vector + Structs.IOV_LEN, length);
    parts++;
    long count = latest() + Structs.MSG_IOVLEN;
    headers.set(JAVA_LONG, count, headers.get(JAVA_LONG, count) + 1);
  }

  /** The latest message goes to that address. */
  public void to(long high, long low, int port, int scope) {
    long name = (messages - 1) * NAME_BYTES;
    int length = SocketAddresses.write(names, name, high, low, port, scope);
    headers.set(JAVA_LONG, latest() + Structs.MSG_NAME, names.address() + name);
    headers.set(JAVA_INT, latest() + Structs.MSG_NAMELEN, length);
  }

  /**
   * The latest message leaves from that address of this machine.
   *
   * @param scope the interface of a link-local address, otherwise 0
   */
  public void from(long high, long low, int scope) {
    if (SocketAddresses.isIpv4(high, low)) {
      long value =
          addControl(SocketOptions.SOL_IP, SocketOptions.IP_PKTINFO, Structs.IN_PKTINFO.byteSize());
      controls.set(JAVA_INT, value, 0);
      controls.set(Structs.NETWORK_INT, value + Structs.IPI_SPEC_DST, (int) low);
    } else {
      long value =
          addControl(
              SocketOptions.SOL_IPV6, SocketOptions.IPV6_PKTINFO, Structs.IN6_PKTINFO.byteSize());
      SocketAddresses.writeIpv6(controls, value, high, low);
      controls.set(JAVA_INT, value + Structs.IPI6_IFINDEX, scope);
    }
  }

  /** The latest message is cut into datagrams of that size; what remains is the last one. */
  public void segment(int bytes) {
    long value = addControl(SocketOptions.SOL_UDP, SocketOptions.UDP_SEGMENT, Short.BYTES);
    controls.set(JAVA_SHORT, value, (short) bytes);
  }

  /**
   * Sends the messages from the given one on, without waiting. How many were sent, at least one, or
   * the negative {@link Errno} of the first.
   */
  public int send(int descriptor, int first) {
    long header = first * Structs.MMSGHDR_BYTES;
    boolean isPlain =
        headers.get(JAVA_LONG, header + Structs.MSG_IOVLEN) == 1
            && headers.get(JAVA_LONG, header + Structs.MSG_CONTROLLEN) == 0;
    return isPlain && first == messages - 1
        ? sendPlain(descriptor, header)
        : sendFrom(descriptor, first);
  }

  /** One piece to an address: the kernel has no headers and vectors to copy and to check. */
  private int sendPlain(int descriptor, long header) {
    long vector = headers.get(JAVA_LONG, header + Structs.MSG_IOV) - vectors.address();
    int sent =
        calls.sendto(
            descriptor,
            vectors.get(JAVA_LONG, vector),
            vectors.get(JAVA_LONG, vector + Structs.IOV_LEN),
            SocketOptions.MSG_DONTWAIT,
            headers.get(JAVA_LONG, header + Structs.MSG_NAME),
            headers.get(JAVA_INT, header + Structs.MSG_NAMELEN));
    return sent < 0 ? sent : 1;
  }

  private int sendFrom(int descriptor, int first) {
    return calls.sendmmsg(
        descriptor,
        headers.address() + first * Structs.MMSGHDR_BYTES,
        messages - first,
        SocketOptions.MSG_DONTWAIT);
  }

  private long latest() {
    return (messages - 1) * Structs.MMSGHDR_BYTES;
  }

  /** Where the control message's value is to be written. */
  private long addControl(int level, int type, long bytes) {
    long length = latest() + Structs.MSG_CONTROLLEN;
    long used = headers.get(JAVA_LONG, length);
    long control = (messages - 1) * CONTROL_BYTES + used;
    controls.set(JAVA_LONG, control, Structs.CMSGHDR_BYTES + bytes);
    controls.set(JAVA_INT, control + Structs.CMSG_LEVEL, level);
    controls.set(JAVA_INT, control + Structs.CMSG_TYPE, type);
    headers.set(JAVA_LONG, length, used + Structs.controlSpace(bytes));
    return control + Structs.CMSGHDR_BYTES;
  }
}
