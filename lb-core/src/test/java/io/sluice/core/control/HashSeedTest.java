package io.sluice.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashSeedTest {
  @Test
  void instancesWithTheSameSeedHashAlike() {
    assertThat(new HashSeed().hashFor("between us"))
        .isEqualTo(new HashSeed().hashFor("between us"));
    assertThat(new HashSeed().hashFor("between us")).isNotEqualTo(new HashSeed().hashFor("other"));
  }

  @Test
  void withoutASeedEachInstanceHasItsOwnAndKeepsIt() {
    HashSeed seed = new HashSeed();
    assertThat(seed.hashFor("")).isEqualTo(seed.hashFor(""));
    assertThat(seed.hashFor("")).isNotEqualTo(new HashSeed().hashFor(""));
  }
}
