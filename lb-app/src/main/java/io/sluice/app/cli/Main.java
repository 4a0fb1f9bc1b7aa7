package io.sluice.app.cli;

import io.sluice.app.bench.BenchException;
import io.sluice.app.describe.OutputException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Where the process starts. */
@Command(
    name = "sluice",
    description = "A TCP and UDP load balancer that speaks the Kubernetes Service model.",
    mixinStandardHelpOptions = false,
    footer = {"", "Try it:", "  sluice demo"})
public final class Main implements Runnable {
  private static final int HELP_COLUMNS = 100;
  private static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          DemoCommand.class,
          CheckCommand.class,
          RenderCommand.class,
          GetCommand.class,
          DescribeCommand.class,
          ReloadCommand.class,
          BenchCommand.class,
          SchemaCommand.class,
          VersionCommand.class);

  @CommandLine.Mixin private Basics basics = new Basics();

  Main() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(arguments).execute(arguments));
  }

  /**
   * The command that the first argument names, or every command when it names none; writing to
   * standard output and standard error.
   */
  static CommandLine commandLine(String... arguments) {
    /* What picocli makes of each command's annotations is a good part of a start. */
    CommandLine commandLine = new CommandLine(new Main());
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Class<?>> named = COMMANDS.stream().filter(each -> isNamed(each, first)).toList();
    for (Class<?> command : named.isEmpty() ? COMMANDS : named) {
      commandLine.addSubcommand(command);
    }
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpWidth(HELP_COLUMNS);
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(Terminal.wantsColour() ? Ansi.ON : Ansi.OFF));
    commandLine.setParameterExceptionHandler(Main::onWrongUsage);
    commandLine.setExecutionExceptionHandler(Main::onFailure);
    return commandLine;
  }

  private static boolean isNamed(Class<?> command, String argument) {
    return command.getAnnotation(Command.class).name().equals(argument);
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
