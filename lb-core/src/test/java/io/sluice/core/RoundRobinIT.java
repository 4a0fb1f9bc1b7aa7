package io.sluice.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Transport;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import java.io.IOException;

/** New connections are spread over the endpoints as configured. */
class RoundRobinIT {
  @TransportTest
  void threeEndpointsGetAHundredOfThreeHundredEach(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint a = greeting(rig);
      TestEndpoint b = greeting(rig);
      TestEndpoint c = greeting(rig);
      Balancer balancer = rig.balance(a, b, c);
      visit(balancer, 300);
      assertThat(a.acceptedCount()).isEqualTo(100);
      assertThat(b.acceptedCount()).isEqualTo(100);
      assertThat(c.acceptedCount()).isEqualTo(100);
    }
  }

  @TransportTest
  void weightsShareOutConnections(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint once = greeting(rig);
      TestEndpoint twice = greeting(rig);
      TestEndpoint threeTimes = greeting(rig);
      TestEndpoint never = greeting(rig);
      Balancer balancer =
          rig.balance(once.spec(1), twice.spec(2), threeTimes.spec(3), never.spec(0));
      visit(balancer, 60);
      assertThat(once.acceptedCount()).isEqualTo(10);
      assertThat(twice.acceptedCount()).isEqualTo(20);
      assertThat(threeTimes.acceptedCount()).isEqualTo(30);
      assertThat(never.acceptedCount()).isZero();
    }
  }

  /** One connection after the other. */
  static void visit(Balancer balancer, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      try (Peer client = balancer.connect()) {
        client.sendFin();
        client.ending();
      }
    }
  }

  /** An endpoint that ends once its client has. */
  static TestEndpoint greeting(Rig rig) throws IOException {
    return rig.endpoint().serving(Peer::ending);
  }
}
