package io.sluice.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.HashKey;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.SipHash;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ClientHashTest {
  private static final SipHash HASH = new SipHash(3, 4);

  @Test
  void addressAloneCountsByDefault() {
    ClientHash hash = new ClientHash(HashKey.DEFAULT, HASH);
    assertThat(hash.of(client("192.0.2.1", 1000))).isEqualTo(hash.of(client("192.0.2.1", 2000)));
    assertThat(hash.of(client("192.0.2.1", 1000))).isNotEqualTo(hash.of(client("192.0.2.2", 1000)));
    assertThat(hash.of(client("2001:db8::1", 1))).isEqualTo(hash.of(client("2001:db8::1", 2)));
    assertThat(hash.of(client("2001:db8::1", 1))).isNotEqualTo(hash.of(client("2001:db8::2", 1)));
  }

  @Test
  void portCountsWhereItIsAskedFor() {
    ClientHash hash = new ClientHash(new HashKey(HashKey.Source.CLIENT_IP_AND_PORT, 32, 128), HASH);
    assertThat(hash.of(client("192.0.2.1", 1000))).isEqualTo(hash.of(client("192.0.2.1", 1000)));
    assertThat(hash.of(client("192.0.2.1", 1000))).isNotEqualTo(hash.of(client("192.0.2.1", 1001)));
  }

  @Test
  void clientsOfOnePrefixAreOneKey() {
    ClientHash hash = new ClientHash(new HashKey(HashKey.Source.CLIENT_IP, 24, 48), HASH);
    assertThat(hash.of(client("192.0.2.1", 1))).isEqualTo(hash.of(client("192.0.2.254", 1)));
    assertThat(hash.of(client("192.0.2.1", 1))).isNotEqualTo(hash.of(client("192.0.3.1", 1)));
    assertThat(hash.of(client("2001:db8:1:2::3", 1)))
        .isEqualTo(hash.of(client("2001:db8:1:ffff::4", 1)));
    assertThat(hash.of(client("2001:db8:1::3", 1)))
        .isNotEqualTo(hash.of(client("2001:db8:2::3", 1)));
  }

  @Test
  void prefixMayReachIntoTheLowerHalf() {
    ClientHash hash = new ClientHash(new HashKey(HashKey.Source.CLIENT_IP, 32, 96), HASH);
    assertThat(hash.of(client("2001:db8::1:0:1", 1)))
        .isEqualTo(hash.of(client("2001:db8::1:0:2", 1)));
    assertThat(hash.of(client("2001:db8::1:0:0", 1)))
        .isEqualTo(hash.of(client("2001:db8::1:ffff:ffff", 1)));
    assertThat(hash.of(client("2001:db8::1:0:0", 1)))
        .isNotEqualTo(hash.of(client("2001:db8::2:0:0", 1)));
  }

  @Test
  void emptyPrefixMakesAllClientsOfAFamilyOne() {
    ClientHash hash = new ClientHash(new HashKey(HashKey.Source.CLIENT_IP, 0, 0), HASH);
    assertThat(hash.of(client("192.0.2.1", 1))).isEqualTo(hash.of(client("10.0.0.1", 2)));
    assertThat(hash.of(client("2001:db8::1", 1))).isEqualTo(hash.of(client("fe80::1", 2)));
    assertThat(hash.of(client("192.0.2.1", 1))).isNotEqualTo(hash.of(client("fe80::1", 1)));
  }

  @Test
  void otherSecretsGiveOtherHashes() {
    ClientAddress client = client("192.0.2.1", 1);
    assertThat(new ClientHash(HashKey.DEFAULT, new SipHash(3, 5)).of(client))
        .isNotEqualTo(new ClientHash(HashKey.DEFAULT, HASH).of(client));
  }

  private static ClientAddress client(String address, int port) {
    return ClientAddress.of(new InetSocketAddress(address, port));
  }
}
