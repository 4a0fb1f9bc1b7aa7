package io.sluice.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportChoiceTest {
  @ParameterizedTest
  @EnumSource(Transport.class)
  void everyWishEndsInATransportThatThisMachineHas(Transport wanted) {
    TransportChoice choice = TransportChoice.choose(wanted);
    assertThat(choice.transport().unavailabilityCause()).isNull();
    assertThat(choice.reason()).isNotBlank();
  }

  @Test
  void nioIsAlwaysThere() {
    assertThat(TransportChoice.choose(Transport.NIO))
        .isEqualTo(new TransportChoice(ChannelTransport.NIO, "configured", false));
  }

  @Test
  void descriptorsAreSharedBetweenConnectionsAndListeners() {
    DescriptorLimit limit = new DescriptorLimit(20_000);
    assertThat(limit.connectionsBeside(0)).isEqualTo(9_800);
    assertThat(limit.connectionsBeside(10_000)).isEqualTo(4_800);
    assertThat(limit.pipesOfALoop(2)).isEqualTo(50);
    assertThat(limit.hasRoomForListeners(2_500)).isTrue();
    assertThat(limit.hasRoomForListeners(2_501)).isFalse();
  }

  @Test
  void tinyLimitStillServesOneConnection() {
    assertThat(new DescriptorLimit(64).connectionsBeside(10)).isEqualTo(1);
  }
}
