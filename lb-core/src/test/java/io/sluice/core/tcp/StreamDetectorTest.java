package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.ZeroCopy;
import io.sluice.core.metrics.PathReason;
import org.junit.jupiter.api.Test;

class StreamDetectorTest {
  private static final int LARGE = 64 * 1024;

  private static StreamDetector thatSawAStream(ZeroCopy zeroCopy) {
    StreamDetector detector = new StreamDetector(zeroCopy);
    for (int i = 0; i < 4; i++) {
      detector.onRead(LARGE);
    }
    return detector;
  }

  @Test
  void streamWithoutAPipeSaysSoUntilItIsOne() {
    StreamDetector detector = thatSawAStream(ZeroCopy.AUTO);
    assertThat(detector.isStream()).isTrue();
    assertThat(detector.reasonToSplice()).isEqualTo(PathReason.STREAM);

    detector.beginWithoutPipe();
    assertThat(detector.isStream()).isFalse();
    detector.onRead(LARGE);
    assertThat(detector.reasonToCopy()).isEqualTo(PathReason.NO_PIPE);
    detector.onRead(100);
    assertThat(detector.reasonToCopy()).isEqualTo(PathReason.MESSAGES);
  }

  @Test
  void streamMayHaveSmallReadsBetweenLargeOnes() {
    StreamDetector detector = new StreamDetector(ZeroCopy.AUTO);
    detector.onRead(LARGE);
    detector.onRead(LARGE);
    detector.onRead(LARGE);
    detector.onRead(1000);
    assertThat(detector.isStream()).isFalse();
    detector.onRead(LARGE);
    detector.onRead(LARGE);
    detector.onRead(LARGE);
    assertThat(detector.isStream()).isTrue();
  }

  @Test
  void messagesAreNoStreamHoweverManyOfThemAreLarge() {
    StreamDetector detector = new StreamDetector(ZeroCopy.AUTO);
    for (int message = 0; message < 1000; message++) {
      detector.onRead(LARGE);
      detector.onRead(300);
      assertThat(detector.isStream()).isFalse();
    }
  }

  @Test
  void whatIsAlwaysSplicedIsCopiedForWantOfAPipeOnly() {
    StreamDetector detector = new StreamDetector(ZeroCopy.ALWAYS);
    assertThat(detector.reasonToSplice()).isEqualTo(PathReason.ZERO_COPY_ALWAYS);
    assertThat(detector.reasonToCopy()).isEqualTo(PathReason.UNDECIDED);
    detector.beginWithoutPipe();
    detector.onRead(100);
    assertThat(detector.isStream()).isTrue();
    assertThat(detector.reasonToCopy()).isEqualTo(PathReason.NO_PIPE);
  }

  @Test
  void renouncedDirectionNeverIsAStreamAgain() {
    for (ZeroCopy zeroCopy : new ZeroCopy[] {ZeroCopy.AUTO, ZeroCopy.ALWAYS}) {
      StreamDetector detector = thatSawAStream(zeroCopy);
      detector.renounce();
      detector.begin();
      detector.onRead(LARGE);
      assertThat(detector.isStream()).isFalse();
      assertThat(detector.reasonToCopy()).isEqualTo(PathReason.NOT_SUPPORTED);
    }
  }

  @Test
  void offIsOff() {
    StreamDetector detector = thatSawAStream(ZeroCopy.OFF);
    assertThat(detector.isStream()).isFalse();
    assertThat(detector.reasonToCopy()).isEqualTo(PathReason.ZERO_COPY_OFF);
  }
}
