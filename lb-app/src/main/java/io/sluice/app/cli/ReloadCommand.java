package io.sluice.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpMethod;
import io.sluice.app.cli.AdminClient.Reply;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice reload}. */
@Command(
    name = "reload",
    description = {
      "Makes a running instance read its configuration again.",
      "Waits for the outcome and says what is wrong with the files, if anything is.",
      "Exits with 0 when the new configuration serves, with 2 when it has problems."
    },
    footer = {"", "Example:", "  sluice reload"})
final class ReloadCommand implements Callable<Integer> {
  private static final int UNPROCESSABLE = 422;

  @Mixin private Basics basics = new Basics();
  @Mixin private AdminOption admin = new AdminOption();

  @Override
  public Integer call() {
    Reply reply = admin.client().send(HttpMethod.POST, "/api/v1/reload");
    JsonNode report = Trees.parse(reply.body());
    PrintWriter err = basics.err();
    err.print(report.path("text").asText(""));
    report.path("failures").forEach(failure -> err.println("sluice: " + failure.asText()));
    report
        .path("needsRestart")
        .forEach(key -> err.println("sluice: restart to take up " + key.asText()));
    if (reply.isSuccess()) {
      basics.out().println("reloaded");
      return ExitCode.SUCCESS;
    }
    err.println("sluice: not reloaded, the old configuration serves on");
    return reply.status() == UNPROCESSABLE ? ExitCode.PROBLEMS : ExitCode.FAILURE;
  }
}
