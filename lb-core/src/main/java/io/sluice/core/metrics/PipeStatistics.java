package io.sluice.core.metrics;

/**
 * The pipes by which bytes are spliced, over all event loops.
 *
 * @param open pipes open now, lent or kept
 * @param capacityBytes what the pipe made last could hold, kept or not; 0 before the first
 * @param refused times that there was no pipe, or only a small one, and bytes were copied instead
 */
public record PipeStatistics(long open, long capacityBytes, long refused) {
  /** Of a process that has had no pipe. */
  public static final PipeStatistics NONE = new PipeStatistics(0, 0, 0);
}
