package io.sluice.app.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one event loop has counted in the measured time. That loop; then whoever sums up. */
final class Tally {
  private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(2);
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Histogram latencyNanos = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
  private long connections;
  private long bytes;
  private long requests;
  private long errors;
  private long sent;
  private long lost;
  private long duplicates;
  private long wrong;

  void onResponse(long latency, long length) {
    requests++;
    bytes += length;
    latencyNanos.recordValue(Math.clamp(latency, 0, LONGEST_NANOS));
  }

  /** A datagram was sent that nobody answers. */
  void onSent() {
    sent++;
  }

  /** So many of those datagrams have arrived. */
  void onArrived(long datagrams, long length) {
    requests += datagrams;
    bytes += length;
    lost += Math.max(0, sent - datagrams);
    duplicates += Math.max(0, datagrams - sent);
  }

  void onConnected() {
    connections++;
  }

  void onError() {
    errors++;
  }

  /** So many requests have waited so long, and had no response when the run ended. */
  void onUnanswered(long waited, long count) {
    errors += count;
    latencyNanos.recordValueWithCount(Math.clamp(waited, 0, LONGEST_NANOS), count);
  }

  void onLost() {
    lost++;
  }

  void onDuplicate() {
    duplicates++;
  }

  void onWrong() {
    wrong++;
  }

  void add(Tally other) {
    connections += other.connections;
    bytes += other.bytes;
    requests += other.requests;
    errors += other.errors;
    sent += other.sent;
    lost += other.lost;
    duplicates += other.duplicates;
    wrong += other.wrong;
    latencyNanos.add(other.latencyNanos);
  }

  Histogram latencyNanos() {
    return latencyNanos;
  }

  long connections() {
    return connections;
  }

  long bytes() {
    return bytes;
  }

  long requests() {
    return requests;
  }

  long errors() {
    return errors;
  }

  long lost() {
    return lost;
  }

  long duplicates() {
    return duplicates;
  }

  long wrong() {
    return wrong;
  }
}
