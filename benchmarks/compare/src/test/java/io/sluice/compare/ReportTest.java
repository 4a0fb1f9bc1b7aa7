package io.sluice.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final Workload REQUESTS = new Workload("keepalive-64", "request", "small | ones");
  private static final Workload STREAM = new Workload("stream-up-1", "GB", "one");

  private final List<Sample> samples = new ArrayList<>();

  @Test
  void cpuIsThatOfAUnitOfWork() {
    round("haproxy", 1, 1000, 0.004, 0.016);
    Results results = results(REQUESTS);
    assertThat(results.spread(REQUESTS, "haproxy", Metric.CPU).median()).isEqualTo(2e-5);
    assertThat(results.spread(REQUESTS, "haproxy", Metric.USER).median()).isEqualTo(4e-6);
    assertThat(results.spread(REQUESTS, "direct", Metric.CPU).isMeasured()).isFalse();
  }

  @Test
  void sluiceIsComparedWithTheBetterOfTheOthersInEachFigure() {
    round("haproxy", 1, 1000, 0.01, 0.01);
    round("nginx", 1, 800, 0.002, 0.006);
    Results results = results(REQUESTS);
    assertThat(results.best(REQUESTS, Metric.RATE, Results.PEERS)).isEqualTo("haproxy");
    assertThat(results.best(REQUESTS, Metric.CPU, Results.PEERS)).isEqualTo("nginx");
  }

  @Test
  void targetThatIsMissedIsNotOverlooked() {
    for (int round = 1; round <= 3; round++) {
      round("haproxy", round, 1000, 0.01, 0.01);
      round("sluice", round, 1049, 0.009, 0.009);
    }
    assertThat(Report.write(results(REQUESTS)))
        .contains("| keepalive-64 | sluice | requests/s | ≥ 1.05 | haproxy | 1.05 | **NOT MET** |")
        .contains("| CPU µs/request | ≤ 0.90 | haproxy | 0.858 | met |")
        .contains("| p99 µs | ≤ 1.00 | haproxy | – | no figure |")
        .contains("small \\| ones");
  }

  @Test
  void streamsAreComparedWithThoseTunedAndWithThoseAsTheyCome() {
    rate("haproxy-splice", 2.0);
    rate("nginx", 1.8);
    rate("haproxy-default", 1.0);
    rate("nginx-default", 1.2);
    rate("epoll", 2.1);
    assertThat(Report.write(results(STREAM)))
        .contains("| stream-up-1 | epoll | GB/s | ≥ 1.00 | haproxy-splice | 1.05 | met |")
        .contains("| stream-up-1 | epoll | GB/s | ≥ 1.50 | nginx-default | 1.75 | met |");
  }

  @Test
  void everyVariantOfSluiceHasItsOwnLines() {
    rate("haproxy-splice", 2.0);
    rate("epoll", 2.0);
    rate("nio", 1.0);
    assertThat(Report.write(results(STREAM)))
        .contains("| epoll | GB/s | ≥ 1.00 | haproxy-splice | 1.00 | met |")
        .contains("| nio | GB/s | ≥ 1.00 | haproxy-splice | 0.500 | **NOT MET** |");
  }

  @Test
  void workloadThatFailedIsNamed() {
    Results results = new Results(List.of("CPU: a_b"), List.of("connect"), List.of(), List.of());
    assertThat(Report.write(results))
        .contains("**FAILED**, not measured to the end: connect")
        .contains("- CPU: a\\_b");
  }

  @Test
  void plotsHoldTextAsGnuplotReadsIt() {
    assertThat(Page.quote("a \"b\" \\c")).isEqualTo("\"a \\\"b\\\" \\\\c\"");
  }

  @Test
  void plotHasABarForEachContender() {
    rate("direct", 3.0);
    rate("nginx", 1.2);
    rate("sluice", 2.1);
    assertThat(new Plots(results(STREAM)).of(STREAM))
        .contains("\"nginx\" 0x41ab5d 1.20000 1.20000 1.20000\n")
        .contains("\"sluice\" 0xe6550d 2.10000 2.10000 2.10000\n");
  }

  @Test
  void lineOfRawFiguresIsRead() {
    assertThat(Sample.parse("connect,2,nginx,rate,812.5"))
        .isEqualTo(new Sample("connect", 2, "nginx", "rate", 812.5));
  }

  private void round(String contender, int round, double work, double user, double system) {
    samples.add(new Sample(REQUESTS.name(), round, contender, "work", work));
    samples.add(new Sample(REQUESTS.name(), round, contender, "rate", work));
    samples.add(new Sample(REQUESTS.name(), round, contender, "user", user));
    samples.add(new Sample(REQUESTS.name(), round, contender, "system", system));
  }

  private void rate(String contender, double rate) {
    samples.add(new Sample(STREAM.name(), 1, contender, "rate", rate));
  }

  private Results results(Workload workload) {
    return new Results(List.of(), List.of(), List.of(workload), samples);
  }
}
