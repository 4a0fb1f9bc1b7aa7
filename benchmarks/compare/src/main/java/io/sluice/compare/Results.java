package io.sluice.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that one run measured.
 *
 * @param machine lines that say where and how
 * @param failed workloads that could not be measured to their end
 */
record Results(
    List<String> machine, List<String> failed, List<Workload> workloads, List<Sample> samples) {
  /** The load balancers that Sluice is compared with, tuned. */
  static final List<String> PEERS = List.of("haproxy", "haproxy-splice", "nginx");

  /** Two of them as they come, which some targets are about. */
  static final List<String> DEFAULTS = List.of("haproxy-default", "nginx-default");

  static final String BASELINE = "direct";

  static Results read(Path folder) throws IOException {
    return new Results(
        Files.readAllLines(folder.resolve("machine.txt")),
        Files.readAllLines(folder.resolve("failed.txt")),
        rows(folder.resolve("workloads.csv")).stream().map(Workload::parse).toList(),
        rows(folder.resolve("raw.csv")).stream().map(Sample::parse).toList());
  }

  private static List<String> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).toList();
  }

  /** Who did this work, in the order of the first round. */
  List<String> contenders(Workload workload) {
    return samples.stream()
        .filter(sample -> sample.workload().equals(workload.name()) && sample.round() == 1)
        .map(Sample::contender)
        .distinct()
        .toList();
  }

  /** The variants of Sluice that took part in anything. */
  List<String> variants() {
    return samples.stream()
        .map(Sample::contender)
        .distinct()
        .filter(contender -> !PEERS.contains(contender) && !DEFAULTS.contains(contender))
        .filter(contender -> !contender.equals(BASELINE))
        .toList();
  }

  /** A contender's figure by round; rounds without it are left out. */
  Map<Integer, Double> byRound(Workload workload, String contender, Metric metric) {
    Map<Integer, Double> sums = new TreeMap<>();
    for (String key : metric.keys()) {
      sample(workload, contender, key)
          .forEach((round, value) -> sums.merge(round, value, Double::sum));
    }
    if (metric.isPerWork()) {
      Map<Integer, Double> work = sample(workload, contender, "work");
      sums.replaceAll((round, value) -> value / work.getOrDefault(round, Double.NaN));
      sums.values().removeIf(value -> !Double.isFinite(value));
    }
    return sums;
  }

  private Map<Integer, Double> sample(Workload workload, String contender, String key) {
    Map<Integer, Double> values = new LinkedHashMap<>();
    for (Sample sample : samples) {
      if (sample.workload().equals(workload.name())
          && sample.contender().equals(contender)
          && sample.metric().equals(key)) {
        values.put(sample.round(), sample.value());
      }
    }
    return values;
  }

  Spread spread(Workload workload, String contender, Metric metric) {
    return Spread.of(byRound(workload, contender, metric).values());
  }

  /** A contender's figure as a multiple of another's, paired by round. */
  Spread ratio(Workload workload, Metric metric, String contender, String base) {
    return Spread.ofRatios(byRound(workload, contender, metric), byRound(workload, base, metric));
  }

  /** Which of these has the best median; the first one if nobody has any. */
  String best(Workload workload, Metric metric, List<String> among) {
    String best = among.getFirst();
    double figure = Double.NaN;
    for (String contender : among) {
      double median = spread(workload, contender, metric).median();
      if (metric.isBetter(median, figure)) {
        best = contender;
        figure = median;
      }
    }
    return best;
  }
}
