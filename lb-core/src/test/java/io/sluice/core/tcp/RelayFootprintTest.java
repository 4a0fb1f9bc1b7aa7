package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.unix.FileDescriptor;
import io.sluice.core.admission.Visit;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.service.EndpointChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.ClassLayout;

/** The objects that a connection keeps while it is idle, by their size. */
class RelayFootprintTest {
  /*
   * Of 4 KiB that an idle connection may take. Netty's map of descriptors and its registrations
   * come on top; MemoryIT sees all of it.
   */
  private static final long MOST_BYTES = 1024;

  static {
    // The JDK does not tell where a record's fields are.
    System.setProperty("jol.magicFieldOffset", "true");
  }

  private static final List<Class<?>> ONCE =
      List.of(
          Relay.class,
          ClientIdentity.class,
          Visit.class,
          EndpointChoice.class,
          ClientAddress.class);

  private static final List<Class<?>> EACH_HALF =
      List.of(
          SocketHalf.class,
          SocketInput.class,
          SocketOutput.class,
          StreamDetector.class,
          FileDescriptor.class);

  private static final List<String> PORTS =
      List.of(
          "io.sluice.core.net.stream.EpollStreamPort", "io.sluice.core.net.stream.UringStreamPort");

  @Test
  void idleRelayTakesAQuarterOfWhatItMay() throws Exception {
    for (String port : PORTS) {
      long half = sum(EACH_HALF) + sizeOf(Class.forName(port));
      assertThat(sum(ONCE) + 2 * half).as(port).isBetween(400L, MOST_BYTES);
    }
  }

  private static long sum(List<Class<?>> classes) {
    return classes.stream().mapToLong(RelayFootprintTest::sizeOf).sum();
  }

  private static long sizeOf(Class<?> type) {
    return ClassLayout.parseClass(type).instanceSize();
  }
}
