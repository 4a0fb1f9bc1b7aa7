package io.sluice.core.tls;

import java.nio.charset.StandardCharsets;

/**
 * The host names that a ClientHello may name: labels of letters, digits and inner hyphens (RFC
 * 5890, 2.3.1), without a trailing dot and not an address (RFC 6066, 3).
 *
 * <p>A trailing dot is refused rather than cut off: whoever sends one breaks the RFC, endpoints
 * disagree on what it means, and both halves of a connection must be routed by the same name.
 */
final class HostName {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_LABEL = 63;

  private HostName() {}

  /** The name in lower case. */
  static String parse(byte[] bytes, int offset, int length) throws InvalidHelloException {
    if (length == 0 || length > LONGEST_NAME) {
      throw new InvalidHelloException("a host name of " + length + " bytes");
    }
    byte[] name = new byte[length];
    int labelStart = 0;
    boolean isNumber = true;
    for (int i = 0; i < length; i++) {
      byte b = bytes[offset + i];
      if (b == '.') {
        checkLabel(name, labelStart, i);
        labelStart = i + 1;
        isNumber = true;
      } else if (b >= 'A' && b <= 'Z') {
        b = (byte) (b + 'a' - 'A');
        isNumber = false;
      } else if ((b >= 'a' && b <= 'z') || b == '-') {
        isNumber = false;
      } else if (b < '0' || b > '9') {
        throw new InvalidHelloException("a host name with other characters than a-z 0-9 - .");
      }
      name[i] = b;
    }
    checkLabel(name, labelStart, length);
    if (isNumber) {
      // No domain ends in a number, and every spelling of an IPv4 address does.
      throw new InvalidHelloException("an address instead of a host name");
    }
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  private static void checkLabel(byte[] name, int start, int end) throws InvalidHelloException {
    if (start == end) {
      throw new InvalidHelloException("a host name with an empty label or a trailing dot");
    }
    if (end - start > LONGEST_LABEL) {
      throw new InvalidHelloException("a label of more than 63 bytes");
    }
    if (name[start] == '-' || name[end - 1] == '-') {
      throw new InvalidHelloException("a label with a hyphen at its edge");
    }
  }
}
