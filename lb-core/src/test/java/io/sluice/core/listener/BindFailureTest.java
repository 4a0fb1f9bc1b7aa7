package io.sluice.core.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindFailureTest {
  @ParameterizedTest
  @CsvSource({
    "Address already in use, another process",
    "bind(..) failed: Address already in use, another process",
    "bind(..) failed: Cannot assign requested address, no address 10.0.0.1",
    "Permission denied, CAP_NET_BIND_SERVICE",
    "Too many open files, ulimit -n",
    "something new, something new"
  })
  void messageSaysWhatWouldHelp(String message, String advice) {
    ListenerAddress address =
        new ListenerAddress.Vip(IpAddress.parse("10.0.0.1"), 80, Protocol.TCP);
    assertThat(BindFailure.explain(new IOException(message), address)).contains(advice);
  }
}
