package dev.deskwright;

import dev.deskwright.demo.DemoCommand;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The commands of {@code deskwright}. */
@Command(
    name = "deskwright",
    description = "Persistent cloud desktops from YAML, on any Kubernetes cluster.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  /** All that the client of Kubernetes says of some failures. */
  private static final String NOTHING_SAID = "An error has occurred.";

  private Main() {}

  /** Runs the command that the arguments name; its exit code is the process's. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    var main =
        new CommandLine(new Main())
            .addSubcommand("operator", OperatorCommand.commandLine())
            .addSubcommand("gateway", GatewayCommand.commandLine())
            .addSubcommand("usage", new UsageCommand())
            .addSubcommand("demo", new DemoCommand());
    return main.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          line.getErr().println(explained(e));
          return CommandLine.ExitCode.SOFTWARE;
        });
  }

  /** In one line. The client of Kubernetes may only say that there was an error: then which. */
  static String explained(Throwable failure) {
    String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (!text.contains(NOTHING_SAID)) {
      return text;
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return text.contains(reason) ? text : text + " " + reason;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"deskwright " + Optional.ofNullable(version).orElse("(not packaged)")};
    }
  }
}
