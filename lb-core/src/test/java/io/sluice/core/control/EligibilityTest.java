package io.sluice.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of KUBERNETES.md 1.5. */
class EligibilityTest {
  private static final EndpointSpec READY = endpoint("10.0.0.1", 1, Conditions.READY);
  private static final EndpointSpec WARMING =
      endpoint("10.0.0.2", 1, new Conditions(false, false, false));
  private static final EndpointSpec SERVING_TERMINATING =
      endpoint("10.0.0.3", 1, new Conditions(false, true, true));
  private static final EndpointSpec TERMINATING =
      endpoint("10.0.0.4", 1, new Conditions(false, false, true));
  private static final EndpointSpec SERVING_NOT_READY =
      endpoint("10.0.0.5", 1, new Conditions(false, true, false));

  @Test
  void onlyReadyEndpointsGetConnectionsWhileThereIsOne() {
    assertThat(Eligibility.of(List.of(WARMING, SERVING_TERMINATING, READY))).containsExactly(READY);
  }

  @Test
  void servingAndTerminatingOnesHelpOutWhenNoneIsReady() {
    assertThat(
            Eligibility.of(List.of(WARMING, SERVING_TERMINATING, TERMINATING, SERVING_NOT_READY)))
        .containsExactly(SERVING_TERMINATING);
  }

  @Test
  void notReadyEndpointsAreNeverUsed() {
    assertThat(Eligibility.of(List.of(WARMING, TERMINATING, SERVING_NOT_READY))).isEmpty();
  }

  @Test
  void weightZeroGetsNoConnection() {
    EndpointSpec drained = endpoint("10.0.0.6", 0, Conditions.READY);
    assertThat(Eligibility.of(List.of(drained, READY))).containsExactly(READY);
    assertThat(Eligibility.of(List.of(drained))).isEmpty();
  }

  private static EndpointSpec endpoint(String address, int weight, Conditions conditions) {
    return new EndpointSpec(IpAddress.parse(address), 80, weight, null, null, 0, conditions);
  }
}
