package io.sluice.app.cli;

import io.sluice.config.schema.JsonSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice schema}. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of Sluice configuration, for editors.",
    footer = {"", "Example:", "  sluice schema > sluice.schema.json"})
final class SchemaCommand implements Callable<Integer> {
  @Mixin private Basics basics = new Basics();

  @Override
  public Integer call() {
    basics.out().println(Trees.indented(JsonSchema.tree()));
    return ExitCode.SUCCESS;
  }
}
