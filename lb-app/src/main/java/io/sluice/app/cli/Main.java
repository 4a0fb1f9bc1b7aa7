package io.sluice.app.cli;

import io.sluice.app.bench.BenchException;
import io.sluice.app.describe.OutputException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Where the process starts. */
@Command(
    name = "sluice",
    description = "A TCP and UDP load balancer that speaks the Kubernetes Service model.",
    mixinStandardHelpOptions = false,
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      CheckCommand.class,
      RenderCommand.class,
      GetCommand.class,
      DescribeCommand.class,
      ReloadCommand.class,
      BenchCommand.class,
      SchemaCommand.class,
      VersionCommand.class
    },
    footer = {"", "Try it:", "  sluice demo"})
public final class Main implements Runnable {
  private static final int HELP_COLUMNS = 100;

  @CommandLine.Mixin private Basics basics = new Basics();

  Main() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** Every command, writing to standard output and standard error. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpWidth(HELP_COLUMNS);
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(Terminal.wantsColour() ? Ansi.ON : Ansi.OFF));
    commandLine.setParameterExceptionHandler(Main::onWrongUsage);
    commandLine.setExecutionExceptionHandler(Main::onFailure);
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(basics.commandLine(), "name a command");
  }

  private static int onWrongUsage(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println("sluice: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("see " + command + " --help");
    return ExitCode.USAGE;
  }

  private static int onFailure(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed)
      throws Exception {
    return switch (e) {
      case CommandException failure -> {
        commandLine.getErr().println(failure.getMessage());
        yield ExitCode.FAILURE;
      }
      case BenchException failure -> {
        commandLine.getErr().println(failure.getMessage());
        yield failure.isOfTheMachine() ? ExitCode.MACHINE : ExitCode.FAILURE;
      }
      case OutputException mistake -> {
        commandLine.getErr().println("error: " + mistake.getMessage());
        yield ExitCode.FAILURE;
      }
      case ProblemsException problems -> {
        ProblemReport.print(problems.result(), commandLine.getErr());
        yield ExitCode.PROBLEMS;
      }
      default -> throw e;
    };
  }
}
