package io.sluice.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The pictures of a report. */
final class Plots {
  private static final List<String> VARIANT_COLOURS =
      List.of("0xe6550d", "0x8e44ad", "0xc0392b", "0xb7950b", "0x17202a");

  private static final List<String> COLOUR_NAMES =
      List.of("orange", "violet", "red", "ochre", "black");

  /* Columns: name, colour, then median, lowest and highest of each figure. */
  private static final String BARS =
      """
      set yrange [0:*]
      plot DATA using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \\
        DATA using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
      """;
  private static final String STACKED_BARS =
      """
      set yrange [0:*]
      plot DATA using 0:($3+$6):2:xtic(1) with boxes fill solid 0.45 lc rgb variable notitle, \\
        DATA using 0:3:2 with boxes fill solid 1 lc rgb variable notitle
      """;
  private static final String POINTS =
      """
      set logscale y
      set yrange [*:*]
      set xrange [-0.5:*]
      set offsets 0, 0.4, 0, 0
      plot DATA using 0:3:4:5:2:xtic(1) with yerrorbars pt 7 ps 1.2 lc rgb variable notitle, \\
        DATA using ($0+0.15):6:7:8:2 with yerrorbars pt 5 ps 1.2 lc rgb variable notitle, \\
        DATA using ($0+0.3):9:10:11:2 with yerrorbars pt 9 ps 1.2 lc rgb variable notitle
      unset logscale y
      unset offsets
      set xrange [*:*]
      """;

  private final Results results;

  Plots(Results results) {
    this.results = results;
  }

  /** The figures of one workload, side by side, a bar for each contender. */
  String of(Workload workload) {
    Page page = new Page(workload.name(), workload.name() + ": " + workload.title());
    page.add(Labels.of(Metric.RATE, workload), rows(workload, Metric.RATE), BARS);
    page.add(
        Labels.of(Metric.CPU, workload) + "\nuser dark, system light",
        rows(workload, Metric.USER, Metric.SYSTEM),
        STACKED_BARS);
    page.add(
        "latency µs\n● p50  ■ p99  ▲ p99.9",
        rows(workload, Metric.P50, Metric.P99, Metric.P999),
        POINTS);
    for (Metric metric : List.of(Metric.CALLS, Metric.EACH, Metric.RESIDENT)) {
      page.add(Labels.of(metric, workload), rows(workload, metric), BARS);
    }
    return page.script(340, 400);
  }

  /** A row for each contender that has any of these. */
  private List<String> rows(Workload workload, Metric... metrics) {
    List<String> rows = new ArrayList<>();
    for (String contender : results.contenders(workload)) {
      List<Spread> spreads =
          Stream.of(metrics)
              .map(
                  metric ->
                      results
                          .spread(workload, contender, metric)
                          .times(Labels.scale(metric, workload)))
              .toList();
      if (spreads.stream().anyMatch(Spread::isMeasured)) {
        double[] values =
            spreads.stream()
                .flatMapToDouble(
                    spread -> DoubleStream.of(spread.median(), spread.min(), spread.max()))
                .toArray();
        rows.add(Page.row(contender, colour(contender), values));
      }
    }
    return rows;
  }

  /** How Sluice stands to the best of the others, in every workload. */
  String overview() {
    List<String> variants = results.variants();
    String legend =
        String.join(
            ", ",
            variants.stream()
                .map(variant -> variant + " " + COLOUR_NAMES.get(index(variant)))
                .toList());
    Page page = new Page("overview", "Ratios to the best of the others: " + legend);
    addRatios(page, "throughput (right of 1 is better)", Metric.RATE);
    addRatios(page, "CPU for each unit of work (left of 1 is better)", Metric.CPU);
    addRatios(page, "p99 (left of 1 is better)", Metric.P99);
    return page.script(500, 140 + 26 * results.workloads().size() * Math.max(1, variants.size()));
  }

  private void addRatios(Page page, String title, Metric metric) {
    List<String> rows = new ArrayList<>();
    double least = 0.7;
    double most = 1.4;
    int place = 0;
    for (Workload workload : results.workloads()) {
      String peer = results.best(workload, metric, Results.PEERS);
      double height = place++;
      String label = workload.name();
      for (String variant : results.variants()) {
        Spread ratio = results.ratio(workload, metric, variant, peer);
        if (ratio.isMeasured()) {
          rows.add(
              Page.row(label, colour(variant), ratio.median(), ratio.min(), ratio.max(), height));
          label = "";
          least = Math.min(least, ratio.min() * 0.9);
          most = Math.max(most, ratio.max() * 1.1);
        }
        height += 0.18;
      }
    }
    page.add(title, rows, ratios(place, least, most));
  }

  private static String ratios(int places, double least, double most) {
    return String.format(
        Locale.ROOT,
        """
        set yrange [%d.7:-0.5]
        set logscale x
        set xrange [%.3f:%.3f]
        set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
        set grid x y
        set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
        plot DATA using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
        """,
        places - 1,
        least,
        most);
  }

  private String colour(String contender) {
    return switch (contender) {
      case Results.BASELINE -> "0x9e9e9e";
      case "haproxy" -> "0x6baed6";
      case "haproxy-splice" -> "0x2171b5";
      case "haproxy-default" -> "0xbdd7e7";
      case "nginx" -> "0x41ab5d";
      case "nginx-default" -> "0xa1d99b";
      default -> VARIANT_COLOURS.get(index(contender));
    };
  }

  private int index(String variant) {
    return Math.max(0, results.variants().indexOf(variant)) % VARIANT_COLOURS.size();
  }
}
