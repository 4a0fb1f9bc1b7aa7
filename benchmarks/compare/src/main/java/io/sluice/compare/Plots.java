package io.sluice.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scripts for gnuplot that hold what they draw. */
final class Plots {
  private static final Map<String, String> COLOURS =
      Map.of(
          Results.BASELINE,
          "#9e9e9e",
          "haproxy",
          "#6baed6",
          "haproxy-splice",
          "#2171b5",
          "nginx",
          "#41ab5d");

  private static final List<String> VARIANT_COLOURS =
      List.of("#e6550d", "#8e44ad", "#c0392b", "#b7950b", "#17202a");

  private final Results results;

  Plots(Results results) {
    this.results = results;
  }

  /** The figures of one workload, side by side, a bar for each contender. */
  String of(Workload workload) {
    List<Panel> panels = new ArrayList<>();
    add(panels, workload, List.of(Metric.RATE));
    add(panels, workload, List.of(Metric.USER, Metric.SYSTEM));
    add(panels, workload, List.of(Metric.P50, Metric.P99, Metric.P999));
    add(panels, workload, List.of(Metric.CALLS));
    add(panels, workload, List.of(Metric.EACH));
    add(panels, workload, List.of(Metric.RESIDENT));
    return page(workload.name(), workload.name() + ": " + workload.title(), 340, 400, panels);
  }

  /** A panel of what somebody has. */
  private void add(List<Panel> panels, Workload workload, List<Metric> metrics) {
    List<String> rows = new ArrayList<>();
    for (String contender : results.contenders(workload)) {
      StringBuilder row = new StringBuilder(quote(contender)).append(' ').append(rgb(contender));
      boolean isMeasured = false;
      for (Metric metric : metrics) {
        Spread spread = results.spread(workload, contender, metric);
        Spread shown = spread.times(Labels.scale(metric, workload));
        isMeasured |= spread.isMeasured();
        row.append(values(shown.median(), shown.min(), shown.max()));
      }
      if (isMeasured) {
        rows.add(row.toString());
      }
    }
    if (!rows.isEmpty()) {
      panels.add(new Panel(title(metrics, workload), rows, bars(metrics)));
    }
  }

  private static String title(List<Metric> metrics, Workload workload) {
    return switch (metrics.getFirst()) {
      case USER -> Labels.of(Metric.CPU, workload);
      case P50 -> "latency µs";
      default -> Labels.of(metrics.getFirst(), workload);
    };
  }

  /* Columns: name, colour, then median, lowest and highest of each metric. */
  private static String bars(List<Metric> metrics) {
    return switch (metrics.getFirst()) {
      case USER ->
          """
          set yrange [0:*]
          plot DATA using 0:($3+$6):2:xtic(1) with boxes fill solid 0.45 lc rgb variable title "system", \\
            DATA using 0:3:2 with boxes fill solid 1 lc rgb variable title "user"
          """;
      case P50 ->
          """
          set logscale y
          set yrange [*:*]
          set xrange [-0.5:*]
          plot DATA using 0:3:4:5:2:xtic(1) with yerrorbars pt 7 ps 1.2 lc rgb variable title "p50", \\
            DATA using ($0+0.15):6:7:8:2 with yerrorbars pt 5 ps 1.2 lc rgb variable title "p99", \\
            DATA using ($0+0.3):9:10:11:2 with yerrorbars pt 9 ps 1.2 lc rgb variable title "p99.9"
          unset logscale y
          set xrange [*:*]
          """;
      default ->
          """
          set yrange [0:*]
          plot DATA using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \\
            DATA using 0:3:4:5 with yerrorbars pt 0 lw 1.5 lc rgb "black" notitle
          """;
    };
  }

  /** How Sluice stands to the best of the others, in every workload. */
  String overview() {
    List<Panel> panels = new ArrayList<>();
    for (Metric metric : List.of(Metric.RATE, Metric.CPU, Metric.P99)) {
      List<String> rows = new ArrayList<>();
      int place = 0;
      double longest = 1.2;
      for (Workload workload : results.workloads()) {
        String peer = results.best(workload, metric, Results.PEERS);
        double shift = 0;
        for (String variant : results.variants()) {
          Spread ratio = results.ratio(workload, metric, variant, peer);
          if (ratio.isMeasured()) {
            longest = Math.max(longest, ratio.max() * 1.05);
            rows.add(
                quote(workload.name())
                    + " "
                    + rgb(variant)
                    + values(ratio.median(), ratio.min(), ratio.max(), place + shift));
          }
          shift += 0.18;
        }
        place++;
      }
      String better = metric == Metric.RATE ? "right" : "left";
      String name =
          switch (metric) {
            case RATE -> "throughput";
            case CPU -> "CPU for each unit of work";
            default -> "p99";
          };
      if (!rows.isEmpty()) {
        panels.add(
            new Panel(name + " (" + better + " of 1 is better)", rows, ratios(place, longest)));
      }
    }
    int height = 140 + 26 * results.workloads().size() * Math.max(1, results.variants().size());
    String legend = String.join(", ", results.variants().stream().map(this::legend).toList());
    return page("overview", "Ratios to the best of the others: " + legend, 500, height, panels);
  }

  private String legend(String variant) {
    return variant + " " + COLOUR_NAMES.get(index(variant));
  }

  private static final List<String> COLOUR_NAMES =
      List.of("orange", "violet", "red", "ochre", "black");

  private static String ratios(int places, double longest) {
    return """
    set yrange [%d.7:-0.5]
    set xrange [0:%.3f]
    set xtics norotate
    set grid x y
    set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
    plot DATA using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
    """
        .formatted(places - 1, longest);
  }

  private int index(String variant) {
    return Math.max(0, results.variants().indexOf(variant)) % VARIANT_COLOURS.size();
  }

  private String rgb(String contender) {
    String colour = COLOURS.getOrDefault(contender, VARIANT_COLOURS.get(index(contender)));
    return colour.replace('#', '0').replaceFirst("0", "0x");
  }

  private record Panel(String title, List<String> rows, String commands) {}

  private static String page(String name, String title, int width, int height, List<Panel> panels) {
    int columns = Math.max(1, panels.size());
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < panels.size(); i++) {
      script.append("$data").append(i).append(" << END\n");
      panels.get(i).rows().forEach(row -> script.append(row).append('\n'));
      script.append("END\n");
    }
    script.append(
        """
        set terminal pngcairo noenhanced font "DejaVu Sans,9" size %d,%d
        set output %s
        set multiplot layout 1,%d title %s
        set boxwidth 0.7
        set grid y
        set pointintervalbox 0
        set xtics rotate by -35 nomirror
        set key outside top horizontal
        """
            .formatted(width * columns, height, quote(name + ".png"), columns, quote(title)));
    for (int i = 0; i < panels.size(); i++) {
      script.append("set title ").append(quote(panels.get(i).title())).append('\n');
      script.append(panels.get(i).commands().replace("DATA", "$data" + i));
    }
    return script.append("unset multiplot\n").toString();
  }

  private static String values(double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(Double.isFinite(value) ? String.format(Locale.ROOT, " %.6g", value) : " NaN");
    }
    return text.toString();
  }

  /** A text that gnuplot takes as it is. */
  static String quote(String words) {
    return '"' + words.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", " ") + '"';
  }
}
