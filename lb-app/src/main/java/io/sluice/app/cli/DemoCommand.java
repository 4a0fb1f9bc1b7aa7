package io.sluice.app.cli;

import io.sluice.app.Instance;
import io.sluice.app.StartException;
import io.sluice.app.demo.EchoPods;
import io.sluice.app.demo.Guide;
import io.sluice.app.demo.SampleCluster;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice demo}. */
@Command(
    name = "demo",
    description = {
      "Shows Sluice at work on bundled samples.",
      "Echo pods run inside the process and every address is a loopback address, so that any user",
      "can run it. Nothing is left behind."
    },
    footer = {"", "Example:", "  sluice demo"})
final class DemoCommand implements Callable<Integer> {
  private static final ListenAddress ANY_PORT =
      new ListenAddress.Tcp(IpAddress.parse("127.0.0.1"), 0);

  @Mixin private Basics basics = new Basics();

  @Override
  public Integer call() throws InterruptedException {
    SampleCluster cluster = SampleCluster.read();
    Lifetime lifetime = Lifetime.begin();
    EchoPods pods = startPods(cluster);
    try (pods;
        Instance instance = start(cluster)) {
      basics.out().print(new Guide(cluster, instance.adminAddress()).text());
      basics.out().flush();
      lifetime.serve(instance);
      return ExitCode.SUCCESS;
    } catch (StartException e) {
      throw Failures.of(e);
    }
  }

  private static EchoPods startPods(SampleCluster cluster) {
    try {
      return EchoPods.start(cluster.podPorts());
    } catch (IOException e) {
      throw new CommandException("sluice: " + e.getMessage(), e);
    }
  }

  private Instance start(SampleCluster cluster) throws StartException {
    try {
      return Instance.start(cluster::loaded, cluster.loaded());
    } catch (StartException e) {
      if (e.part() != StartException.Part.ADMIN) {
        throw e;
      }
      basics
          .err()
          .println(
              "sluice: "
                  + cluster.configuration().settings().admin()
                  + " is taken, the admin HTTP listens on another port");
      SampleCluster elsewhere = cluster.withAdmin(ANY_PORT);
      return Instance.start(elsewhere::loaded, elsewhere.loaded());
    }
  }
}
