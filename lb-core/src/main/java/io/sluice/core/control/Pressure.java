package io.sluice.core.control;

/** How much of a bounded resource is in use, and whether that is too much. Control thread only. */
final class Pressure {
  private final String resource;
  private final int enterPercent;
  private final int leavePercent;
  private int percent;
  private boolean isHigh;

  /**
   * Not under pressure.
   *
   * @param enterPercent from here on it is too much
   * @param leavePercent down to here it stays too much, so that the state does not flutter
   */
  Pressure(String resource, int enterPercent, int leavePercent) {
    this.resource = resource;
    this.enterPercent = enterPercent;
    this.leavePercent = leavePercent;
  }

  /** Looks anew. */
  void update(long used, long max) {
    percent = max <= 0 ? 0 : (int) (used * 100.0 / max);
    isHigh = percent >= (isHigh ? leavePercent + 1 : enterPercent);
  }

  /** Starts over as if there had been none. */
  void forgive() {
    isHigh = false;
  }

  boolean isHigh() {
    return isHigh;
  }

  /** Such as {@code heapPercent=91}. */
  @Override
  public String toString() {
    return resource + "Percent=" + percent;
  }
}
