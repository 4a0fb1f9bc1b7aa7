package io.sluice.app.describe;

/** A number of bytes as people read it, with the units of Kubernetes; rounded down. */
final class ByteCount {
  private static final String[] UNITS = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
  private static final int STEP = 1024;

  /** Below that many of a unit the next larger one is too coarse. */
  private static final int EXACT = 10 * STEP;

  private ByteCount() {}

  /** Such as {@code 9000}, {@code 64Ki}, {@code 9000Mi}. */
  static String text(long bytes) {
    long count = bytes;
    int unit = 0;
    while (count >= EXACT) {
      count /= STEP;
      unit++;
    }
    return count + UNITS[unit];
  }
}
