package io.sluice.core.net;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.sluice.config.model.Transport;
import io.sluice.core.net.Datagrams.Sharing;
import io.sluice.core.rig.Ports;
import io.sluice.core.rig.TransportTest;
import io.sluice.core.rig.UdpPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The sockets by themselves, without sessions. */
class DatagramsIT {
  private static final int[] FIRST_EIGHT = {0, 1, 2, 3, 4, 5, 6, 7};

  /** An event loop with its sockets. */
  private static final class Sockets implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group;
    private final IoEventLoop loop;
    private final Datagrams datagrams;
    private final DatagramBatch batch;

    Sockets(Transport transport) throws Exception {
      ChannelTransport chosen = TransportChoice.choose(transport).transport();
      group = new MultiThreadIoEventLoopGroup(1, chosen.newIoHandlerFactory());
      loop = group.next();
      datagrams = onLoop(() -> Datagrams.on(loop, chosen));
      batch = onLoop(datagrams::newBatch);
    }

    <T> T onLoop(Callable<T> task) throws Exception {
      return loop.submit(task).get(10, TimeUnit.SECONDS);
    }

    DatagramPort listen(InetSocketAddress address) throws Exception {
      return onLoop(() -> datagrams.listen(address, Sharing.EXCLUSIVE, () -> {}));
    }

    void release(DatagramPort port) throws Exception {
      assertThat(onLoop(port::release).await(5, TimeUnit.SECONDS)).isTrue();
    }

    int receiveAll(DatagramPort port) throws Exception {
      return onLoop(
          () -> {
            int all = 0;
            for (int more = port.receive(batch); more > 0; more = port.receive(batch)) {
              for (int message = 0; message < batch.count(); message++) {
                all += batch.datagrams(message);
              }
              batch.clear();
            }
            return all;
          });
    }

    @Override
    public void close() {
      loop.submit(datagrams::close).awaitUninterruptibly(10, TimeUnit.SECONDS);
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
  }

  private static InetSocketAddress freeAddress() throws Exception {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
  }

  /** F94. */
  @TransportTest
  void datagramsThatFoundNoRoomAreCounted(Transport transport) throws Exception {
    assumeThat(transport).as("the JDK does not tell").isNotEqualTo(Transport.NIO);
    InetSocketAddress address = freeAddress();
    int sent = 2_000;
    try (Sockets sockets = new Sockets(transport);
        UdpPeer client = UdpPeer.at("127.0.0.1")) {
      DatagramPort port = sockets.listen(address);
      for (int i = 0; i < sent; i++) {
        client.send(address, new byte[10_000]);
      }
      int received = sockets.receiveAll(port);
      assertThat(received).isBetween(1, sent - 1);
      // The kernel tells with what comes after the loss.
      client.send(address, "one more");
      assertThat(sockets.receiveAll(port)).isEqualTo(1);
      assertThat(sockets.onLoop(port::takeLost)).isEqualTo(sent - received);
      assertThat(sockets.onLoop(port::takeLost)).isZero();
      sockets.release(port);
    }
  }

  /** UDP_SEGMENT on the way out, UDP_GRO on the way in: eight equal datagrams are one message. */
  @TransportTest
  void trainPassesAsATrain(Transport transport) throws Exception {
    assumeThat(transport).as("one datagram a call").isNotEqualTo(Transport.NIO);
    InetSocketAddress address = freeAddress();
    InetSocketAddress ours = freeAddress();
    try (Sockets sockets = new Sockets(transport);
        UdpPeer client = UdpPeer.at("127.0.0.1")) {
      DatagramBatch batch = sockets.batch;
      DatagramPort sink = sockets.listen(address);
      DatagramPort source = sockets.listen(ours);
      for (int i = 0; i < 8; i++) {
        client.send(ours, new byte[i == 7 ? 300 : 1000]);
      }
      sockets.onLoop(
          () -> {
            while (batch.count() < 8) {
              source.receive(batch);
            }
            for (int message = 0; message < 8; message++) {
              batch
                  .addresses()
                  .setClient(message, 0, ClientAddress.of(address).low(), address.getPort(), 0);
            }
            SendOutcome outcome = new SendOutcome();
            source.send(batch, FIRST_EIGHT, 8, outcome);
            assertThat(outcome.datagrams()).isEqualTo(8);
            assertThat(outcome.bytes()).isEqualTo(7300);
            batch.clear();
            return batch;
          });
      sockets.onLoop(
          () -> {
            while (batch.count() == 0) {
              sink.receive(batch);
            }
            assertThat(batch.count()).isEqualTo(1);
            assertThat(batch.segmentSize(0)).isEqualTo(1000);
            assertThat(batch.length(0)).isEqualTo(7300);
            assertThat(batch.datagrams(0)).isEqualTo(8);
            // The train goes on as it is, and one of its datagrams alone.
            ClientAddress back = ClientAddress.of(client.address());
            batch.addresses().setClient(0, back.high(), back.low(), back.port(), 0);
            SendOutcome outcome = new SendOutcome();
            sink.send(batch, FIRST_EIGHT, 1, outcome);
            sink.sendOne(batch, 0, 7, outcome);
            assertThat(outcome.datagrams()).isEqualTo(9);
            batch.clear();
            return batch;
          });
      for (int i = 0; i < 9; i++) {
        assertThat(client.receive().payload()).hasSize(i >= 7 ? 300 : 1000);
      }
      sockets.release(source);
      sockets.release(sink);
    }
  }

  /** F86: what no datagram can hold is refused by itself; what is sent with it is not. */
  @TransportTest
  void refusedDatagramDoesNotHoldUpTheOthers(Transport transport) throws Exception {
    InetSocketAddress ours = freeAddress();
    try (Sockets sockets = new Sockets(transport);
        UdpPeer client = UdpPeer.at("127.0.0.1")) {
      DatagramBatch batch = sockets.batch;
      DatagramPort source = sockets.listen(ours);
      for (int i = 0; i < 3; i++) {
        client.send(ours, new byte[100 + i]);
      }
      SendOutcome outcome = new SendOutcome();
      sockets.onLoop(
          () -> {
            while (batch.count() < 3) {
              source.receive(batch);
            }
            // 255.255.255.255 needs a permission that the socket does not have.
            batch.addresses().setClient(1, 0, 0xffff_ffff_ffffL, 9, 0);
            source.send(batch, FIRST_EIGHT, 3, outcome);
            batch.clear();
            return batch;
          });
      assertThat(outcome.datagrams()).isEqualTo(2);
      assertThat(outcome.unsendable()).isEqualTo(1);
      assertThat(client.receive().payload()).hasSize(100);
      assertThat(client.receive().payload()).hasSize(102);
      sockets.release(source);
    }
  }

  /** F88: the send has taken the socket's error, only the error queue still has it. */
  @TransportTest
  void errorThatASendHasSeenIsFoundOutAndDoesNotKeepTheLoopBusy(Transport transport)
      throws Exception {
    assumeThat(transport).as("the JDK has no error queue").isNotEqualTo(Transport.NIO);
    try (Sockets sockets = new Sockets(transport)) {
      InetSocketAddress nobody = freeAddress();
      DatagramBatch batch = sockets.batch;
      AtomicInteger wakeUps = new AtomicInteger();
      AtomicInteger unreachable = new AtomicInteger();
      AtomicReference<DatagramPort> port = new AtomicReference<>();
      sockets.onLoop(
          () -> {
            DatagramPort.Reader reader =
                () -> {
                  wakeUps.incrementAndGet();
                  if (port.get().receive(batch) == DatagramPort.UNREACHABLE) {
                    unreachable.incrementAndGet();
                  }
                };
            DatagramPort connected = requireNonNull(sockets.datagrams.connect(nobody, reader));
            port.set(connected);
            ByteBuf payload = Unpooled.copiedBuffer("x", StandardCharsets.US_ASCII);
            batch.add(Unpooled.EMPTY_BUFFER, payload);
            SendOutcome outcome = new SendOutcome();
            connected.send(batch, FIRST_EIGHT, 1, outcome.clear());
            assertThat(outcome.datagrams()).isEqualTo(1);
            connected.send(batch, FIRST_EIGHT, 1, outcome.clear());
            assertThat(outcome.isUnreachable()).isTrue();
            batch.clear();
            connected.start();
            return connected;
          });
      await().atMost(UdpPeer.PATIENCE).until(() -> unreachable.get() > 0);
      int soFar = wakeUps.get();
      for (int turn = 0; turn < 50; turn++) {
        sockets.onLoop(() -> batch);
      }
      assertThat(wakeUps.get() - soFar).as("wake-ups in 50 turns").isLessThan(5);
      sockets.release(port.get());
    }
  }
}
