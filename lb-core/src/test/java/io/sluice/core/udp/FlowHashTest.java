package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowHashTest {
  /** Nobody outside can aim at a bucket: which flows collide depends on the secret. */
  @Test
  void collisionsUnderOneSecretAreNoneUnderAnother() {
    FlowHash known = FlowHash.withSecret(1, 2);
    FlowHash secret = FlowHash.withRandomSecret();
    FlowKey flow = new FlowKey().toIpv4(1, 0);
    int aimed = 0;
    int hits = 0;
    for (int client = 0; aimed < 256; client++) {
      flow.fromIpv4(client, 53);
      if ((known.ofFlow(flow) >>> Integer.SIZE & 0xff) == 0) {
        aimed++;
        hits += (secret.ofFlow(flow) >>> Integer.SIZE & 0xff) == 0 ? 1 : 0;
      }
    }
    // One is expected; to see more than 16 has a chance below one in 10^14.
    assertThat(hits).isLessThanOrEqualTo(16);
  }
}
