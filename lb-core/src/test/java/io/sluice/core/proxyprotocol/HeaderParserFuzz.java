package io.sluice.core.proxyprotocol;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Coverage-guided search for an input that breaks the contract; {@code scripts/fuzz}. */
class HeaderParserFuzz {
  static Stream<byte[]> seeds() {
    return SeedHeaders.ALL.stream();
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyInputKeepsTheContract(byte[] input) {
    ParserContract.check(input);
  }
}
