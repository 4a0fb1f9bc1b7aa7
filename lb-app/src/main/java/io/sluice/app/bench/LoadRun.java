package io.sluice.app.bench;

import io.netty.channel.IoEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One run: a worker on each event loop, and the clocks around them. The caller's thread. */
final class LoadRun {
  /** Makes the worker of an event loop, on that loop. */
  interface WorkerFactory {
    Worker create(IoEventLoop loop, Schedule schedule);
  }

  /** What a run has counted, and what it has cost. */
  record Outcome(Tally tally, long cpuNanos) {}

  private static final Duration LONGEST_OPENING = Duration.ofMinutes(1);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private LoadRun() {}

  static Outcome run(Pace pace, Runnable measuring, WorkerFactory factory) throws BenchException {
    try (Loops loops = Loops.start(pace.threads())) {
      List<Worker> workers = new ArrayList<>();
      try {
        for (int i = 0; i < loops.count(); i++) {
          IoEventLoop loop = loops.loop(i);
          Schedule schedule = Schedule.of(pace, i);
          workers.add(loops.call(i, () -> factory.create(loop, schedule)));
        }
        return run(pace, measuring, loops, workers);
      } finally {
        for (int i = 0; i < workers.size(); i++) {
          Worker worker = workers.get(i);
          loops.call(i, () -> close(worker));
        }
      }
    }
  }

  private static Outcome run(Pace pace, Runnable measuring, Loops loops, List<Worker> workers)
      throws BenchException {
    List<CompletableFuture<Void>> opened = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      opened.add(loops.call(i, workers.get(i)::open));
    }
    for (CompletableFuture<Void> open : opened) {
      Waiting.await(open, LONGEST_OPENING, "not everything was open");
    }
    Window window = Window.beginningNow(pace);
    List<CompletableFuture<Tally>> running = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      Worker worker = workers.get(i);
      running.add(loops.call(i, () -> worker.run(window)));
    }
    Waiting.until(window.fromNanos());
    measuring.run();
    long cpuBefore = CpuClock.nanos();
    Waiting.until(window.untilNanos());
    long cpuNanos = CpuClock.nanos() - cpuBefore;
    Tally sum = new Tally();
    for (CompletableFuture<Tally> run : running) {
      sum.add(Waiting.await(run, LONGEST_END, "the run did not end"));
    }
    return new Outcome(sum, cpuNanos);
  }

  private static Worker close(Worker worker) {
    worker.close();
    return worker;
  }
}
