package io.sluice.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the folder of a run and writes its report.md and its plots' scripts there. */
final class Report {
  private final Results results;
  private final Markdown text = new Markdown();

  private Report(Results results) {
    this.results = results;
  }

  static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Results results = Results.read(folder);
    Files.writeString(folder.resolve("report.md"), write(results));
    Plots plots = new Plots(results);
    Files.writeString(folder.resolve("overview.gnuplot"), plots.overview());
    for (Workload workload : results.workloads()) {
      Files.writeString(folder.resolve(workload.name() + ".gnuplot"), plots.of(workload));
    }
  }

  static String write(Results results) {
    Report report = new Report(results);
    report.text.heading(1, "Sluice beside HAProxy and nginx");
    report.machine();
    report.targets();
    report.ratios();
    results.workloads().forEach(report::workload);
    return report.text.toString();
  }

  private void machine() {
    text.list(results.machine());
    text.paragraph(
        "Figures are medians, in parentheses from the lowest to the highest round. Ratios are made"
            + " round by round, then their median is taken. [commands.txt](commands.txt),"
            + " [configurations](configurations) and [raw.csv](raw.csv) have the rest.");
    if (!results.failed().isEmpty()) {
      text.paragraph("**FAILED**, not measured to the end: " + String.join(", ", results.failed()));
    }
  }

  private void targets() {
    List<List<String>> rows = new ArrayList<>();
    for (Workload workload : results.workloads()) {
      for (Target target : Target.ALL) {
        if (target.isFor(workload)) {
          results.variants().forEach(variant -> rows.add(target(workload, target, variant)));
        }
      }
    }
    if (!rows.isEmpty()) {
      text.heading(2, "Targets");
      text.table(
          List.of("workload", "contender", "figure", "target", "against", "measured", ""), rows);
    }
  }

  private List<String> target(Workload workload, Target target, String variant) {
    Metric metric = target.metric();
    String peer = target.peers().isEmpty() ? "" : results.best(workload, metric, target.peers());
    Spread measured =
        peer.isEmpty()
            ? results.spread(workload, variant, metric)
            : results.ratio(workload, metric, variant, peer);
    return List.of(
        workload.name(),
        variant,
        Labels.of(metric, workload),
        target.text(),
        peer,
        Figures.spread(measured),
        target.verdict(measured).toString());
  }

  private void ratios() {
    text.heading(2, "Ratios");
    text.paragraph(
        "Against whichever of HAProxy, copying or splicing, and nginx has the best median of that"
            + " figure: above 1 is better for throughput, below 1 for all others.");
    text.picture("Ratios to the best of the others", "overview.png");
    List<List<String>> rows = new ArrayList<>();
    for (Workload workload : results.workloads()) {
      for (String variant : results.variants()) {
        rows.add(
            List.of(
                workload.name(),
                variant,
                ratio(workload, Metric.RATE, variant),
                ratio(workload, Metric.CPU, variant),
                ratio(workload, Metric.P50, variant),
                ratio(workload, Metric.P99, variant),
                ratio(workload, Metric.P999, variant)));
      }
    }
    text.table(List.of("workload", "contender", "throughput", "CPU", "p50", "p99", "p99.9"), rows);
  }

  private String ratio(Workload workload, Metric metric, String variant) {
    String peer = results.best(workload, metric, Results.PEERS);
    Spread ratio = results.ratio(workload, metric, variant, peer);
    return ratio.isMeasured() ? Figures.spread(ratio) + " " + peer : Figures.NONE;
  }

  private void workload(Workload workload) {
    text.heading(2, workload.name());
    text.paragraph(Markdown.escape(workload.title()));
    text.picture(workload.name(), workload.name() + ".png");
    List<Metric> columns =
        Labels.columns().stream().filter(metric -> isWorthAColumn(workload, metric)).toList();
    List<String> header = new ArrayList<>(List.of("contender"));
    columns.forEach(metric -> header.add(Labels.of(metric, workload)));
    List<List<String>> rows = new ArrayList<>();
    for (String contender : results.contenders(workload)) {
      List<String> row = new ArrayList<>(List.of(contender));
      for (Metric metric : columns) {
        Spread spread = results.spread(workload, contender, metric);
        row.add(Figures.spread(spread.times(Labels.scale(metric, workload))));
      }
      rows.add(row);
    }
    text.table(header, rows);
  }

  /** Somebody has it, and of what should not happen at all, something happened. */
  private boolean isWorthAColumn(Workload workload, Metric metric) {
    boolean isFault = metric == Metric.ERRORS || metric == Metric.LOST || metric == Metric.STOLEN;
    return results.contenders(workload).stream()
        .map(contender -> results.spread(workload, contender, metric))
        .anyMatch(spread -> isFault ? spread.max() > 0 : spread.isMeasured());
  }
}
