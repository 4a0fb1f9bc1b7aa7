package io.sluice.app.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What sinks say that has arrived at them. */
record SinkCount(long datagrams, long bytes) {
  private static final int ATTEMPTS = 10;
  private static final int TIMEOUT_MILLIS = 200;
  private static final int LONGEST_ANSWER = 64;
  private static final long SETTLE_NANOS = 100_000_000;
  private static final int MOST_SETTLES = 50;

  SinkCount minus(SinkCount earlier) {
    return new SinkCount(datagrams - earlier.datagrams, bytes - earlier.bytes);
  }

  /**
   * The count of all sinks together, once nothing more arrives. Waits.
   *
   * @throws BenchException a sink does not answer, or something arrives for seconds
   */
  static SinkCount settled(List<InetSocketAddress> sinks) throws BenchException {
    SinkCount before = of(sinks);
    for (int i = 0; i < MOST_SETTLES; i++) {
      Waiting.until(System.nanoTime() + SETTLE_NANOS);
      SinkCount now = of(sinks);
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
    throw new BenchException(
        "sluice: datagrams arrive at the sinks without a pause; nobody else may send there");
  }

  private static SinkCount of(List<InetSocketAddress> sinks) throws BenchException {
    long datagrams = 0;
    long bytes = 0;
    for (InetSocketAddress sink : sinks) {
      SinkCount count = ask(sink);
      datagrams += count.datagrams;
      bytes += count.bytes;
    }
    return new SinkCount(datagrams, bytes);
  }

  private static SinkCount ask(InetSocketAddress sink) throws BenchException {
    byte[] question = UdpServer.question();
    DatagramPacket answer = new DatagramPacket(new byte[LONGEST_ANSWER], LONGEST_ANSWER);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(sink);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      for (int i = 0; i < ATTEMPTS; i++) {
        socket.send(new DatagramPacket(question, question.length));
        try {
          socket.receive(answer);
        } catch (SocketTimeoutException e) {
          continue;
        }
        // The question's number comes first.
        int length = Math.max(0, answer.getLength() - Long.BYTES);
        return parse(
            new String(answer.getData(), Long.BYTES, length, StandardCharsets.US_ASCII), sink);
      }
      throw noSink(sink, "no answer");
    } catch (IOException e) {
      throw noSink(sink, String.valueOf(e.getMessage()));
    }
  }

  private static SinkCount parse(String text, InetSocketAddress sink) throws BenchException {
    if (!text.matches("[0-9]{1,18} [0-9]{1,18}")) {
      throw noSink(sink, "the answer is no count");
    }
    int blank = text.indexOf(' ');
    return new SinkCount(
        Long.parseLong(text.substring(0, blank)), Long.parseLong(text.substring(blank + 1)));
  }

  private static BenchException noSink(InetSocketAddress sink, String reason) {
    return new BenchException(
        "sluice: %s does not count what arrives, run 'sluice bench sink' there: %s"
            .formatted(Targets.text(sink), reason));
  }
}
