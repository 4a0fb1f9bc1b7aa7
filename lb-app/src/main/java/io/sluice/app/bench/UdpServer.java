package io.sluice.app.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoop;
import io.sluice.core.net.ChannelTransport;
import io.sluice.core.net.DatagramBatch;
import io.sluice.core.net.DatagramPort;
import io.sluice.core.net.Datagrams;
import io.sluice.core.net.SendOutcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A UDP socket that echoes, or counts. One event loop. */
final class UdpServer implements DatagramPort.Reader, AutoCloseable {
  /** What it does with what comes. */
  enum Task {
    ECHO,
    COUNT
  }

  /**
   * The question that a counting server answers: this text and a number of 8 bytes, with which the
   * answer begins.
   */
  static final String QUESTION = "count";

  private static final byte[] QUESTION_BYTES = QUESTION.getBytes(StandardCharsets.US_ASCII);
  private static final int QUESTION_LENGTH = QUESTION_BYTES.length + Long.BYTES;
  private static final int BATCHES_AT_ONCE = 8;

  private final Task task;
  private final Datagrams datagrams;
  private final DatagramBatch received;
  private final DatagramBatch answer;
  private final DatagramPort port;
  private final SendOutcome outcome = new SendOutcome();
  private final int[] numbers = IntStream.range(0, DatagramBatch.CAPACITY).toArray();
  private long count;
  private long bytes;

  private UdpServer(IoEventLoop loop, InetSocketAddress address, Task task) throws IOException {
    this.task = task;
    datagrams = Datagrams.on(loop, ChannelTransport.EPOLL);
    received = datagrams.newBatch();
    answer = datagrams.newBatch();
    try {
      port = datagrams.listen(address, Datagrams.Sharing.EXCLUSIVE, this);
    } catch (IOException e) {
      datagrams.close();
      throw e;
    }
  }

  /** The question with the number 0. */
  static byte[] question() {
    return Arrays.copyOf(QUESTION_BYTES, QUESTION_LENGTH);
  }

  static UdpServer listen(IoEventLoop loop, InetSocketAddress address, Task task)
      throws IOException {
    UdpServer server = new UdpServer(loop, address, task);
    server.port.start();
    return server;
  }

  @Override
  public void onReadable() {
    for (int i = 0; i < BATCHES_AT_ONCE; i++) {
      received.clear();
      int messages = port.receive(received);
      if (messages <= 0) {
        return;
      }
      if (task == Task.ECHO) {
        port.send(received, numbers, messages, outcome.clear());
      } else {
        for (int message = 0; message < messages; message++) {
          count(message);
        }
      }
      if (messages < DatagramBatch.CAPACITY) {
        return;
      }
    }
  }

  /* A question may be the last datagram of a train that the kernel has joined. */
  private void count(int message) {
    ByteBuf payload = received.payload(message);
    int all = received.datagrams(message);
    int last = payload.readableBytes() - (all - 1) * received.segmentSize(message);
    boolean isQuestion = isQuestion(payload, last);
    count += isQuestion ? all - 1 : all;
    bytes += payload.readableBytes() - (isQuestion ? last : 0);
    if (isQuestion) {
      answer(message);
    }
  }

  private static boolean isQuestion(ByteBuf payload, int length) {
    if (length != QUESTION_LENGTH) {
      return false;
    }
    int start = payload.writerIndex() - length;
    for (int i = 0; i < QUESTION_BYTES.length; i++) {
      if (payload.getByte(start + i) != QUESTION_BYTES[i]) {
        return false;
      }
    }
    return true;
  }

  private void answer(int message) {
    byte[] text = (count + " " + bytes).getBytes(StandardCharsets.US_ASCII);
    answer.clear();
    ByteBuf question = received.payload(message);
    ByteBuf number = question.slice(question.writerIndex() - Long.BYTES, Long.BYTES);
    answer.add(Unpooled.wrappedBuffer(number, Unpooled.wrappedBuffer(text)), Unpooled.EMPTY_BUFFER);
    answer
        .addresses()
        .setClient(
            0,
            received.addresses().clientHigh(message),
            received.addresses().clientLow(message),
            received.addresses().clientPort(message),
            received.addresses().clientScope(message));
    answer
        .addresses()
        .setLocal(
            0, received.addresses().localHigh(message), received.addresses().localLow(message));
    port.send(answer, numbers, 1, outcome.clear());
  }

  @Override
  public void close() {
    port.release();
    datagrams.close();
  }
}
