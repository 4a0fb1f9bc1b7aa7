package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.metrics.CloseReason;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.DataPath;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.MissingTransports;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A close is seen as a close and an abort as an abort: who ends, how, and in which phase. */
@Tag("F14")
@ExtendWith(MissingTransports.class)
class EndingFidelityIT {
  private static final long IN_FLIGHT = 150_000;

  enum Side {
    CLIENT,
    ENDPOINT
  }

  enum Phase {
    IDLE,
    BYTES_IN_FLIGHT,
    OTHER_SIDE_HAS_ENDED
  }

  static Stream<Arguments> cases() {
    return Stream.of(DataPath.values())
        .flatMap(
            path ->
                Stream.of(Side.values())
                    .flatMap(
                        side ->
                            Stream.of(Ending.values())
                                .flatMap(
                                    ending ->
                                        Stream.of(Phase.values())
                                            .map(
                                                phase ->
                                                    Arguments.of(path, side, ending, phase)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Timeout(60)
  void endingArrivesAsItWasMeant(DataPath path, Side side, Ending ending, Phase phase)
      throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      client.pingPong(served);
      Peer ender = side == Side.CLIENT ? client : served;
      Peer other = side == Side.CLIENT ? served : client;

      switch (phase) {
        case IDLE -> {
          ender.end(ending);
          assertThat(other.ending()).isEqualTo(ending);
        }
        case BYTES_IN_FLIGHT -> {
          TaggedBytes bytes = ender.send(IN_FLIGHT);
          // A reset discards what its own kernel still holds; that would not be our doing.
          awaitRead(balancer, side, bytes);
          ender.end(ending);
          assertThat(other.receiving(bytes).allThenEnding()).isEqualTo(ending);
        }
        case OTHER_SIDE_HAS_ENDED -> {
          other.sendFin();
          assertThat(ender.ending()).isEqualTo(Ending.FIN);
          ender.end(ending);
          assertThat(other.ending()).isEqualTo(ending);
        }
      }

      if (ending == Ending.FIN && phase != Phase.OTHER_SIDE_HAS_ENDED) {
        other.sendFin();
        assertThat(ender.ending()).isEqualTo(Ending.FIN);
      }
      balancer.awaitClosed(reason(side, ending), 1);
    }
  }

  private static void awaitRead(Balancer balancer, Side side, TaggedBytes bytes) {
    // The ping-pong has moved 100 bytes each way.
    switch (side) {
      case CLIENT -> balancer.awaitBytesFromClients(bytes.length() + 100);
      case ENDPOINT -> balancer.awaitBytesToClients(bytes.length() + 100);
    }
  }

  private static CloseReason reason(Side side, Ending ending) {
    return switch (ending) {
      case FIN -> CloseReason.FINISHED;
      case RESET -> side == Side.CLIENT ? CloseReason.CLIENT_RESET : CloseReason.ENDPOINT_RESET;
    };
  }
}
