package io.sluice.app.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.reload.ReloadReport.Outcome;
import io.sluice.config.LoadResult;
import io.sluice.config.SourceTexts;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.ListenAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.Settings;
import io.sluice.config.model.Transport;
import io.sluice.config.model.ZeroCopy;
import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problem;
import io.sluice.config.problem.Severity;
import io.sluice.core.ApplyException;
import io.sluice.core.ListenerFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ReloaderTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final LoadResult FIRST = loaded(Settings.DEFAULT);

  private final List<Configuration> applied = new ArrayList<>();
  private Reloader reloader = reloader(() -> FIRST, applied::add);

  @AfterEach
  void stop() {
    reloader.close();
  }

  @Test
  void startCountsAsTheFirstSuccess() {
    assertThat(reloader.lastReport().outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(reloader.lastReport().at()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void newConfigurationIsApplied() {
    LoadResult next = loaded(Settings.DEFAULT);
    reloader = reloader(() -> next, applied::add);
    assertThat(reload().isSuccessful()).isTrue();
    assertThat(applied).containsExactly(next.configuration());
  }

  @Test
  void f42ProblemsAreKeptAndNothingIsApplied() {
    Problem problem =
        new Problem(Severity.ERROR, new Position("a.yaml", 1, 2, 3), "x", "rule", "is wrong");
    LoadResult invalid =
        new LoadResult(null, List.of(problem), new SourceTexts(Map.of("a.yaml", Map.of(1, "abc"))));
    reloader = reloader(() -> invalid, applied::add);
    ReloadReport report = reload();
    assertThat(report.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(report.problems()).containsExactly(problem);
    assertThat(report.text()).contains("a.yaml:1:2: error: x: is wrong", "abc");
    assertThat(reloader.lastReport()).isSameAs(report);
    assertThat(applied).isEmpty();
  }

  @Test
  void f39ListenersThatFailAreNamed() {
    ServicePortName web = new ServicePortName(new ServiceName("default", "web"), "", Protocol.TCP);
    ListenerFailure failure = new ListenerFailure(web, "10.0.0.1:80/TCP", "in use");
    reloader =
        reloader(
            () -> FIRST,
            configuration -> {
              throw new ApplyException(List.of(failure));
            });
    assertThat(reload().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(reload().failures()).containsExactly(failure.toString());
  }

  @Test
  void bugInALoadDoesNotEndReloading() {
    List<LoadResult> results = new ArrayList<>(List.of(FIRST));
    reloader =
        reloader(
            () -> {
              if (results.isEmpty()) {
                throw new IllegalStateException("a bug");
              }
              return results.removeFirst();
            },
            applied::add);
    assertThat(reload().outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(reload().outcome()).isEqualTo(Outcome.FAILED);
    results.add(FIRST);
    assertThat(reload().outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  void settingsThatOnlyARestartTakesUpAreNamed() {
    Settings usual = Settings.DEFAULT;
    Settings changed =
        new Settings(
            new ListenAddress.Off(),
            Duration.ZERO,
            Transport.NIO,
            3,
            ZeroCopy.OFF,
            usual.maxConnections(),
            usual.maxUdpSessions(),
            usual.place(),
            usual.hashSeed());
    reloader = reloader(() -> loaded(changed), applied::add);
    assertThat(reload().needsRestart())
        .containsExactly(
            "admin.listen", "dataPlane.transport", "dataPlane.eventLoops", "dataPlane.zeroCopy");
  }

  @Test
  void stormOfRequestsIsTwoReloads() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    reloader =
        reloader(
            () -> {
              begun.countDown();
              awaitUninterruptibly(goOn);
              return FIRST;
            },
            applied::add);
    List<CompletableFuture<ReloadReport>> answers = new ArrayList<>();
    answers.add(reloader.request());
    begun.await();
    for (int i = 0; i < 100; i++) {
      answers.add(reloader.request());
    }
    goOn.countDown();
    answers.forEach(CompletableFuture::join);
    assertThat(applied).hasSize(2);
  }

  @Test
  void requestAfterTheEndIsAnswered() {
    reloader.close();
    assertThat(reload().outcome()).isEqualTo(Outcome.FAILED);
  }

  private ReloadReport reload() {
    return reloader.request().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static Reloader reloader(ConfigurationSource source, ReloadTarget target) {
    return new Reloader(source, target, FIRST, Settings.DEFAULT, CLOCK);
  }

  private static LoadResult loaded(Settings settings) {
    Configuration configuration = new Configuration(settings, List.of(), Inventory.EMPTY);
    return new LoadResult(configuration, List.of(), new SourceTexts(Map.of()));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
