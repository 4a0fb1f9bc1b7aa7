package io.sluice.app.cli;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which running instance a command talks to. */
final class AdminOption {
  @Option(
      names = "--admin",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1:9900",
      converter = Converter.class,
      description =
          "Admin address of the running instance: HOST:PORT or unix:PATH. Default:"
              + " ${DEFAULT-VALUE}.")
  private ListenAddress address = new ListenAddress.Off();

  AdminClient client() {
    return new AdminClient(address);
  }

  /** Reads an address. */
  static final class Converter implements ITypeConverter<ListenAddress> {
    private static final int MAX_PORT = 65_535;

    @Override
    public ListenAddress convert(String text) {
      if (text.startsWith("unix:")) {
        return new ListenAddress.Unix(text.substring("unix:".length()));
      }
      int colon = text.lastIndexOf(':');
      if (colon < 1) {
        throw new TypeConversionException("'" + text + "' is not HOST:PORT or unix:PATH");
      }
      return new ListenAddress.Tcp(
          address(text.substring(0, colon)), port(text, text.substring(colon + 1)));
    }

    private static IpAddress address(String host) {
      try {
        return IpAddress.of(InetAddress.getByName(host));
      } catch (UnknownHostException e) {
        throw new TypeConversionException("host '" + host + "' is not known");
      }
    }

    private static int port(String text, String digits) {
      try {
        int port = Integer.parseInt(digits);
        if (port > 0 && port <= MAX_PORT) {
          return port;
        }
      } catch (NumberFormatException e) {
        // Said below, as for a number that is no port.
      }
      throw new TypeConversionException("'" + text + "' has no port from 1 to 65535");
    }
  }
}
