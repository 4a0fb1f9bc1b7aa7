package io.sluice.app.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What a run makes load for. */
final class BenchTarget {
  @Parameters(
      index = "0",
      paramLabel = "HOST:PORT",
      converter = Converter.class,
      description = "What to measure.")
  private InetSocketAddress address = new InetSocketAddress(0);

  @Option(
      names = "--allow-remote",
      description = "Allows a target that is not on this machine's loopback.")
  private boolean isRemoteAllowed;

  /** The target, if it may be one. */
  InetSocketAddress address(Basics basics) {
    requireAllowed(basics, address);
    return address;
  }

  /** The same rule for another address of the command. */
  void requireAllowed(Basics basics, InetSocketAddress other) {
    requireAllowed(basics, other, isRemoteAllowed);
  }

  /** Load, or an echo, for other machines has to be asked for. */
  static void requireAllowed(Basics basics, InetSocketAddress address, boolean isRemoteAllowed) {
    if (!isRemoteAllowed && !address.getAddress().isLoopbackAddress()) {
      throw new ParameterException(
          basics.commandLine(),
          address.getAddress().getHostAddress()
              + " is not a loopback address; add --allow-remote if you may use it so");
    }
  }

  /** Reads an address. */
  static final class Converter implements ITypeConverter<InetSocketAddress> {
    private static final int MAX_PORT = 65_535;

    @Override
    public InetSocketAddress convert(String text) {
      return parse(text, 1);
    }

    static InetSocketAddress parse(String text, int leastPort) {
      int colon = text.lastIndexOf(':');
      if (colon < 1) {
        throw new TypeConversionException("'" + text + "' is not HOST:PORT");
      }
      return new InetSocketAddress(
          host(text.substring(0, colon)), port(text, text.substring(colon + 1), leastPort));
    }

    private static InetAddress host(String name) {
      try {
        return InetAddress.getByName(name);
      } catch (UnknownHostException e) {
        throw new TypeConversionException("host '" + name + "' is not known");
      }
    }

    private static int port(String text, String digits, int least) {
      try {
        int port = Integer.parseInt(digits);
        if (port >= least && port <= MAX_PORT) {
          return port;
        }
      } catch (NumberFormatException e) {
        // Said below, as for a number that is no port.
      }
      throw new TypeConversionException(
          "'%s' has no port from %d to %d".formatted(text, least, MAX_PORT));
    }
  }
}
