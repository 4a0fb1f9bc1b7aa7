package io.sluice.core.net.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sluice.core.net.DatagramAddresses;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Room for messages that recvmmsg(2) fills, and what it said of each. A message is a datagram, or
 * with UDP_GRO a train of datagrams of one flow: all of the segment size but for the last, which
 * may be shorter. One event loop.
 */
public final class ReceivedMessages {
  /*
   * A message may be as large as IP allows, and which one will be is not known before: each has
   * 64 KiB. They are mapped and not allocated, so a slot that has only seen small datagrams holds
   * a page or two of memory. The stride is not a power of two; otherwise the first lines of all
   * slots would compete for the same few places in the processor's cache.
   */
  public static final int SLOT_BYTES = 65_536;

  private static final long STRIDE = SLOT_BYTES + 5 * 64;
  private static final long NAME_BYTES = 32;

  /** Destination address, segment size, count of lost datagrams. */
  static final long CONTROL_BYTES =
      Structs.controlSpace(Structs.IN6_PKTINFO.byteSize())
          + 2 * Structs.controlSpace(Integer.BYTES);

  private final SystemCalls calls;
  private final MemorySegment headers;
  private final MemorySegment names;
  private final MemorySegment controls;
  private final MemorySegment payloads;
  private final int[] lengths;
  private final int[] segmentSizes;
  private final DatagramAddresses addresses;
  private int lost;
  private boolean isLostTold;

  /** Room for as many messages as there are addresses; freed with the sockets. */
  public ReceivedMessages(UdpSockets sockets, DatagramAddresses addresses) {
    int slots = addresses.capacity();
    this.calls = sockets.calls();
    this.addresses = addresses;
    this.lengths = new int[slots];
    this.segmentSizes = new int[slots];
    this.headers = sockets.arena().allocate(Structs.MMSGHDR, slots);
    this.names = sockets.arena().allocate(NAME_BYTES * slots, Long.BYTES);
    this.controls = sockets.arena().allocate(CONTROL_BYTES * slots, Long.BYTES);
    this.payloads = SystemCalls.map(STRIDE * slots, sockets.arena());
    MemorySegment vectors = sockets.arena().allocate(Structs.IOVEC, slots);
    for (int slot = 0; slot < slots; slot++) {
      long vector = slot * Structs.IOVEC_BYTES;
      vectors.set(JAVA_LONG, vector, payload(slot));
      vectors.set(JAVA_LONG, vector + Structs.IOV_LEN, SLOT_BYTES);
      long header = slot * Structs.MMSGHDR_BYTES;
      headers.set(JAVA_LONG, header + Structs.MSG_NAME, names.address() + slot * NAME_BYTES);
      headers.set(JAVA_LONG, header + Structs.MSG_IOV, vectors.address() + vector);
      headers.set(JAVA_LONG, header + Structs.MSG_IOVLEN, 1);
      headers.set(
          JAVA_LONG, header + Structs.MSG_CONTROL, controls.address() + slot * CONTROL_BYTES);
      prepare(slot);
    }
  }

  /**
   * Receives what has come, without waiting, into the slots from the first given one on, so many
   * messages at the most. The number of messages, or the negative {@link Errno}.
   */
  public int receive(int descriptor, int firstSlot, int most) {
    int received =
        most == 1
            ? receiveOne(descriptor, firstSlot)
            : calls.recvmmsg(
                descriptor,
                headers.address() + firstSlot * Structs.MMSGHDR_BYTES,
                most,
                SocketOptions.MSG_DONTWAIT);
    isLostTold = false;
    for (int slot = firstSlot; slot < firstSlot + received; slot++) {
      read(slot);
      prepare(slot);
    }
    return received;
  }

  private int receiveOne(int descriptor, int slot) {
    long header = slot * Structs.MMSGHDR_BYTES;
    int length = calls.recvmsg(descriptor, headers.address() + header, SocketOptions.MSG_DONTWAIT);
    if (length < 0) {
      return length;
    }
    headers.set(JAVA_INT, header + Structs.MSG_LEN, length);
    return 1;
  }

  /**
   * Takes off a socket's error queue what the network has reported of sent datagrams, as much as
   * fits into the slots from the given one on: whether the peer cannot be reached. While something
   * is in that queue the socket counts as readable (ip(7), IP_RECVERR).
   */
  public boolean takeErrors(int descriptor, int firstSlot) {
    int received =
        calls.recvmmsg(
            descriptor,
            headers.address() + firstSlot * Structs.MMSGHDR_BYTES,
            lengths.length - firstSlot,
            SocketOptions.MSG_DONTWAIT | SocketOptions.MSG_ERRQUEUE);
    boolean isUnreachable = false;
    for (int slot = firstSlot; slot < firstSlot + received; slot++) {
      isUnreachable |= Errno.isUnreachable(reported(slot));
      prepare(slot);
    }
    return isUnreachable;
  }

  /** Bytes of a message. */
  public int length(int slot) {
    return lengths[slot];
  }

  /** The memory of a slot, as long as the sockets have theirs. */
  public ByteBuffer memory(int slot) {
    return payloads.asSlice(slot * STRIDE, SLOT_BYTES).asByteBuffer();
  }

  /** The slot holds one datagram of that many bytes, which somebody has written into its memory. */
  public void setLength(int slot, int bytes) {
    lengths[slot] = bytes;
    segmentSizes[slot] = bytes;
  }

  /** Bytes of each datagram of a message but the last; the whole length if it is one datagram. */
  public int segmentSize(int slot) {
    return segmentSizes[slot];
  }

  /**
   * Datagrams that the kernel has discarded since the socket was opened, for want of room in its
   * receive buffer, if a message of the latest {@link #receive} told; otherwise what is given. The
   * count wraps around.
   */
  public int lost(int otherwise) {
    return isLostTold ? lost : otherwise;
  }

  /** Where a message's bytes are, for the kernel to read. */
  long payload(int slot) {
    return payloads.address() + slot * STRIDE;
  }

  /** The kernel has changed the lengths that it was given. */
  private void prepare(int slot) {
    long header = slot * Structs.MMSGHDR_BYTES;
    headers.set(JAVA_INT, header + Structs.MSG_NAMELEN, Structs.SOCKADDR_IN6_BYTES);
    headers.set(JAVA_LONG, header + Structs.MSG_CONTROLLEN, CONTROL_BYTES);
  }

  private void read(int slot) {
    long header = slot * Structs.MMSGHDR_BYTES;
    int length = headers.get(JAVA_INT, header + Structs.MSG_LEN);
    lengths[slot] = length;
    segmentSizes[slot] = length;
    long name = slot * NAME_BYTES;
    addresses.setClient(
        slot,
        SocketAddresses.high(names, name),
        SocketAddresses.low(names, name),
        SocketAddresses.port(names, name),
        SocketAddresses.scope(names, name));
    addresses.setLocal(slot, 0, 0);
    long control = slot * CONTROL_BYTES;
    long end = control + headers.get(JAVA_LONG, header + Structs.MSG_CONTROLLEN);
    while (control + Structs.CMSGHDR_BYTES <= end) {
      long bytes = controls.get(JAVA_LONG, control);
      readControl(slot, control);
      control += Structs.controlSpace(bytes - Structs.CMSGHDR_BYTES);
    }
  }

  /** The {@link Errno} of an entry of the error queue, or 0. */
  private int reported(int slot) {
    long control = slot * CONTROL_BYTES;
    long end =
        control + headers.get(JAVA_LONG, slot * Structs.MMSGHDR_BYTES + Structs.MSG_CONTROLLEN);
    while (control + Structs.CMSGHDR_BYTES <= end) {
      int level = controls.get(JAVA_INT, control + Structs.CMSG_LEVEL);
      int type = controls.get(JAVA_INT, control + Structs.CMSG_TYPE);
      if ((level == SocketOptions.SOL_IP && type == SocketOptions.IP_RECVERR)
          || (level == SocketOptions.SOL_IPV6 && type == SocketOptions.IPV6_RECVERR)) {
        return controls.get(JAVA_INT, control + Structs.CMSGHDR_BYTES); // ee_errno
      }
      control += Structs.controlSpace(controls.get(JAVA_LONG, control) - Structs.CMSGHDR_BYTES);
    }
    return 0;
  }

  private void readControl(int slot, long control) {
    int level = controls.get(JAVA_INT, control + Structs.CMSG_LEVEL);
    int type = controls.get(JAVA_INT, control + Structs.CMSG_TYPE);
    long value = control + Structs.CMSGHDR_BYTES;
    if (level == SocketOptions.SOL_UDP && type == SocketOptions.UDP_GRO) {
      segmentSizes[slot] = controls.get(JAVA_INT, value);
    } else if (level == SocketOptions.SOL_IP && type == SocketOptions.IP_PKTINFO) {
      int address = controls.get(Structs.NETWORK_INT, value + Structs.IPI_SPEC_DST);
      addresses.setLocal(slot, 0, SocketAddresses.ofIpv4(address));
    } else if (level == SocketOptions.SOL_IPV6 && type == SocketOptions.IPV6_PKTINFO) {
      addresses.setLocal(
          slot,
          controls.get(Structs.NETWORK_LONG, value),
          controls.get(Structs.NETWORK_LONG, value + Long.BYTES));
    } else if (level == SocketOptions.SOL_SOCKET && type == SocketOptions.SO_RXQ_OVFL) {
      lost = controls.get(JAVA_INT, value);
      isLostTold = true;
    }
  }
}
