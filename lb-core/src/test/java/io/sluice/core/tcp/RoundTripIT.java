package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.HashKey;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.SocketSettings;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.config.model.ZeroCopy;
import io.sluice.core.admission.ServiceUsage;
import io.sluice.core.balance.ClientHash;
import io.sluice.core.balance.Selector;
import io.sluice.core.balance.TriedEndpoints;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.listener.Listener;
import io.sluice.core.listener.ListenerAddress;
import io.sluice.core.listener.Listeners;
import io.sluice.core.listener.UdpListeners;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectTimes;
import io.sluice.core.metrics.ServicePortCounters;
import io.sluice.core.net.ChannelTransport;
import io.sluice.core.net.ListeningOptions;
import io.sluice.core.net.SipHash;
import io.sluice.core.net.TransportChoice;
import io.sluice.core.net.stream.PipeCounters;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Ports;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import io.sluice.core.service.ConnectionLimits;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import io.sluice.core.service.ServiceTls;
import io.sluice.core.udp.OwnListeners;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A selector that learns is told what connecting took, and then what the kernel measures. */
class RoundTripIT {
  private static final IpAddress VIP = IpAddress.parse("127.0.0.1");

  /** Short, so that the sweep comes often. */
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(2);

  @TransportTest
  void connectTimeAndRoundTripsReachTheSelector(Transport choice) throws Exception {
    assumeTrue(choice != Transport.NIO, "NIO does not tell its descriptors");
    ChannelTransport transport = TransportChoice.choose(choice).transport();
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, transport.newIoHandlerFactory());
    ConnectionLimit limit = new ConnectionLimit(10);
    RelayLoop loop =
        new RelayLoop(
            0,
            group.next(),
            transport,
            new RelayPaths(RelayPaths.Kind.SOCKETS, ZeroCopy.AUTO, new PipeCounters(), 2),
            limit,
            new ConnectTimes(1));
    ListenerAddress.Vip address = new ListenerAddress.Vip(VIP, Ports.free(), Protocol.TCP);
    Listener listener =
        new Listeners(
                transport,
                limit,
                List.of(loop),
                new UdpListeners(transport, List.of(), new OwnListeners()))
            .open(address, ListeningOptions.of(SocketSettings.DEFAULT), Listeners.Spread.EVERY_LOOP)
            .await();
    try (TestEndpoint endpoint = TestEndpoint.listening()) {
      LearningSelector selector = new LearningSelector(new Endpoint(endpoint.spec(), 1));
      listener.serve(entry(selector));
      try (Peer client =
              Peer.connectedTo(new InetSocketAddress(VIP.toInetAddress(), address.port()));
          Peer accepted = endpoint.accept()) {
        client.pingPong(accepted);
        assertThat(selector.latencies).hasSizeGreaterThanOrEqualTo(1);
        await()
            .atMost(Peer.PATIENCE)
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> {
                  client.pingPong(accepted);
                  return selector.latencies.size() > 2;
                });
        // The kernel's are whole microseconds, and no more than what the test waits.
        assertThat(selector.latencies.stream().skip(1))
            .allMatch(nanos -> nanos > 0 && nanos % 1_000 == 0)
            .allMatch(nanos -> nanos < Peer.PATIENCE.toNanos());
      }
    } finally {
      listener.close();
      group.submit(() -> loop.closeAll(CloseReason.DRAINED)).await();
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
    }
  }

  private static ServiceEntry entry(Selector selector) {
    ServicePortName name = new ServicePortName(new ServiceName("default", "web"), "", Protocol.TCP);
    ConnectionSettings settings = ConnectionSettings.DEFAULT;
    ServiceSnapshot snapshot =
        new ServiceSnapshot(
            1,
            List.of(),
            List.of(),
            Set.of(),
            selector,
            new ClientHash(HashKey.DEFAULT, new SipHash(1, 2)),
            ConnectionLimits.of(
                new ConnectionSettings(
                    settings.connectTimeout(),
                    IDLE_TIMEOUT,
                    settings.halfClosedTimeout(),
                    settings.udpIdleTimeout(),
                    settings.retries())),
            TrafficSettings.DEFAULT,
            new ServiceUsage((first, second, third) -> second, 0)
                .admission(TrafficSettings.DEFAULT),
            null,
            ServiceTls.OFF);
    return new ServiceEntry(name, new ServicePortCounters(1), snapshot);
  }

  /** Knows one endpoint and writes down what it is told. */
  private static final class LearningSelector implements Selector {
    private final Endpoint endpoint;
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();

    LearningSelector(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public Endpoint select(long hash) {
      return endpoint;
    }

    @Override
    public Endpoint selectOther(long hash, TriedEndpoints tried) {
      throw new AssertionError("the endpoint accepts");
    }

    @Override
    public boolean isLearning() {
      return true;
    }

    @Override
    public void onLatency(Endpoint measured, long nanos) {
      assertThat(measured).isSameAs(endpoint);
      latencies.add(nanos);
    }
  }
}
