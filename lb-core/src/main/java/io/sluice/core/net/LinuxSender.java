package io.sluice.core.net;

import io.sluice.core.net.linux.Errno;
import io.sluice.core.net.linux.MessagesToSend;
import io.sluice.core.net.linux.ReceivedMessages;
import io.sluice.core.net.linux.UdpSockets;

/** Sends messages of batches through raw sockets. One event loop. */
final class LinuxSender {
  /*
   * Datagrams of one size that follow each other to the same place go to the kernel as one message
   * and pass its network stack once (UDP_SEGMENT). The kernel refuses that where it cannot be done:
   * a datagram that does not fit the way's MTU (EINVAL, EMSGSIZE), a way that transforms packets
   * (EIO). Then every datagram goes by itself, and at a port to an endpoint all later ones do,
   * because the way will be the same. Clients have ways of their own.
   */
  static final int MOST_SEGMENTS = 64; // UDP_MAX_SEGMENTS before Linux 6.9, linux/udp.h
  static final int MOST_BYTES = 65_000; // a little less than the largest datagram
  static final int LARGEST_MERGED = 1_452; // fills an Ethernet frame with IPv6; more seldom fits

  private final MessagesToSend toSend;
  private final MessagesToSend single;

  // Of each message to send: the place behind its last one in the caller's list.
  private final int[] ends = new int[DatagramBatch.CAPACITY];

  LinuxSender(UdpSockets sockets) {
    toSend = new MessagesToSend(sockets, DatagramBatch.CAPACITY);
    single = new MessagesToSend(sockets, 1);
  }

  void send(LinuxPort port, LinuxBatch batch, int[] messages, int count, SendOutcome outcome) {
    assemble(port, batch, messages, count);
    int next = 0;
    while (next < toSend.count()) {
      int result = toSend.send(port.descriptor(), next);
      int first = next == 0 ? 0 : ends[next - 1];
      if (result > 0) {
        next += result;
        account(batch, messages, first, ends[next - 1], outcome);
      } else if (Errno.isFull(-result)) {
        outcome.onUnbuffered(datagrams(batch, messages, first, count));
        return;
      } else if (port.isConnected() && Errno.isUnreachable(-result)) {
        outcome.onUnreachable(first);
        return;
      } else if (result != -Errno.EINTR) {
        onRefused(port, batch, messages, next, outcome);
        next++;
      }
    }
  }

  void sendOne(LinuxPort port, LinuxBatch batch, int message, int datagram, SendOutcome outcome) {
    int offset = batch.start(message) + datagram * batch.segmentSize(message);
    int end = batch.start(message) + batch.length(message);
    int length = Math.min(batch.segmentSize(message), end - offset);
    single.clear();
    single.begin();
    single.append(batch.messages(), message, offset, length);
    address(port, batch, message, single);
    int result = single.send(port.descriptor(), 0);
    if (result > 0) {
      outcome.onSent(1, length);
    } else if (Errno.isFull(-result)) {
      outcome.onUnbuffered(1);
    } else {
      outcome.onUnsendable(1);
    }
  }

  private void assemble(LinuxPort port, LinuxBatch batch, int[] messages, int count) {
    toSend.clear();
    ReceivedMessages received = batch.messages();
    int place = 0;
    while (place < count) {
      int message = messages[place];
      int end = port.isMerging() ? endOfRun(batch, messages, place, count) : place + 1;
      toSend.begin();
      for (int i = place; i < end; i++) {
        toSend.append(received, messages[i], batch.start(messages[i]), batch.length(messages[i]));
      }
      address(port, batch, message, toSend);
      if (end > place + 1 || batch.datagrams(message) > 1) {
        toSend.segment(batch.segmentSize(message));
      }
      ends[toSend.count() - 1] = end;
      place = end;
    }
  }

  /** The place behind the last message that can go together with the one at this place. */
  private static int endOfRun(LinuxBatch batch, int[] messages, int place, int count) {
    int first = messages[place];
    int size = batch.length(first);
    if (size == 0 || size > LARGEST_MERGED || batch.datagrams(first) > 1) {
      return place + 1;
    }
    int end = place + 1;
    int bytes = size;
    while (end < count && end - place < MOST_SEGMENTS) {
      int next = messages[end];
      int length = batch.length(next);
      bytes += length;
      if (length == 0
          || length > size
          || bytes > MOST_BYTES
          || batch.datagrams(next) > 1
          || !batch.addresses().areSame(first, next)) {
        return end;
      }
      end++;
      if (length < size) {
        return end; // only the last datagram may be shorter
      }
    }
    return end;
  }

  private static void address(
      LinuxPort port, LinuxBatch batch, int message, MessagesToSend target) {
    if (port.isConnected()) {
      return;
    }
    DatagramAddresses addresses = batch.addresses();
    target.to(
        addresses.clientHigh(message),
        addresses.clientLow(message),
        addresses.clientPort(message),
        addresses.clientScope(message));
    if (port.isWildcard()) {
      target.from(
          addresses.localHigh(message),
          addresses.localLow(message),
          addresses.clientScope(message));
    }
  }

  private void onRefused(
      LinuxPort port, LinuxBatch batch, int[] messages, int refused, SendOutcome outcome) {
    int first = refused == 0 ? 0 : ends[refused - 1];
    int end = ends[refused];
    if (datagrams(batch, messages, first, end) == 1) {
      outcome.onUnsendable(1);
      return;
    }
    if (port.isConnected()) {
      port.stopMerging();
    }
    for (int place = first; place < end; place++) {
      int datagrams = batch.datagrams(messages[place]);
      for (int datagram = 0; datagram < datagrams; datagram++) {
        sendOne(port, batch, messages[place], datagram, outcome);
      }
    }
  }

  private static void account(
      LinuxBatch batch, int[] messages, int first, int end, SendOutcome outcome) {
    for (int place = first; place < end; place++) {
      outcome.onSent(batch.datagrams(messages[place]), batch.length(messages[place]));
    }
  }

  private static int datagrams(LinuxBatch batch, int[] messages, int first, int end) {
    int datagrams = 0;
    for (int place = first; place < end; place++) {
      datagrams += batch.datagrams(messages[place]);
    }
    return datagrams;
  }
}
