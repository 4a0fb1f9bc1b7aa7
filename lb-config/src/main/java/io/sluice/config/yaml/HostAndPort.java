package io.sluice.config.yaml;

import io.sluice.config.model.IpAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ADDRESS}, {@code ADDRESS:PORT} or {@code [ADDRESS]:PORT}, taken apart but not yet checked.
 *
 * @param host what stands before the port, without brackets
 * @param port what stands after it, or null when there is none
 */
public record HostAndPort(String host, @Nullable String port) {
  private static final Pattern LEADING_ZEROS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){3}");
  private static final Pattern HOST_NAME =
      Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9_]([-A-Za-z0-9_.]{0,252})");

  /** Takes the text apart; more than one colon without brackets is an IPv6 address. */
  public static HostAndPort split(String text) {
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) {
      String rest = text.substring(bracket + 1);
      if (rest.isEmpty() || rest.startsWith(":")) {
        String port = rest.isEmpty() ? null : rest.substring(1);
        return new HostAndPort(text.substring(1, bracket), port);
      }
    }
    int colon = text.indexOf(':');
    boolean hasPort = colon >= 0 && colon == text.lastIndexOf(':');
    return hasPort
        ? new HostAndPort(text.substring(0, colon), text.substring(colon + 1))
        : new HostAndPort(text, null);
  }

  /** The address, or null when the host is none. */
  public @Nullable IpAddress address() {
    return IpAddress.tryParse(host);
  }

  /** Whether the host is no address but may be the name of a host. */
  public boolean isHostName() {
    return address() == null && HOST_NAME.matcher(host).matches();
  }

  /** What is wrong with a host that is no address. */
  public String whyNoAddress() {
    String quoted = Quote.value(host);
    if (LEADING_ZEROS.matcher(host).matches()) {
      String without = host.replaceAll("(?<![0-9])0+(?=[0-9])", "");
      if (IpAddress.tryParse(without) != null) {
        return quoted + " has leading zeros, which some read as octal; write " + without;
      }
    }
    int zone = host.indexOf('%');
    if (zone > 0 && IpAddress.tryParse(host.substring(0, zone)) != null) {
      return quoted + " names no interface of this machine that has IPv6";
    }
    return quoted + " is not an IP address";
  }
}
