package io.sluice.core.proxyprotocol;

import io.sluice.config.model.IpAddress;
import io.sluice.core.net.ClientAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Addresses and numbers as version 1 writes them, in ASCII; a faulty one is an answer. */
final class AddressText {
  private static final int NOT_A_NUMBER = -1;

  private AddressText() {}

  /** The text of an address; an IPv4 address in a header of IPv6 is mapped. Never with a zone. */
  static String of(ClientAddress address, boolean isIpv4) {
    if (!isIpv4 && address.isIpv4()) {
      // The specification knows groups of hexadecimal digits only, no dots.
      return "::ffff:%x:%x".formatted(address.low() >>> 16 & 0xFFFF, address.low() & 0xFFFF);
    }
    return IpAddress.of(address.toSocketAddress().getAddress()).toString();
  }

  /** Four decimal numbers without leading zeros. */
  static byte @Nullable [] parseIpv4(byte[] text, int from, int to) {
    byte[] address = new byte[AddressBytes.IPV4_LENGTH];
    return parseIpv4(text, from, to, address, 0) ? address : null;
  }

  /**
   * RFC 4291 text without a zone: eight groups of one to four hexadecimal digits, one run of them
   * as "::". The last two groups may be an IPv4 address, as inet_ntop writes them and HAProxy so
   * sends them.
   */
  static byte @Nullable [] parseIpv6(byte[] text, int from, int to) {
    byte[] address = new byte[AddressBytes.IPV6_LENGTH];
    int filled = 0;
    int runAt = -1;
    int at = from;
    if (to - from >= 2 && text[from] == ':' && text[from + 1] == ':') {
      runAt = 0;
      at = from + 2;
    }
    while (at < to) {
      if (filled == address.length) {
        return null;
      }
      int end = endOfGroup(text, at, to);
      if (end == to && isDotted(text, at, to)) {
        if (filled > address.length - AddressBytes.IPV4_LENGTH
            || !parseIpv4(text, at, to, address, filled)) {
          return null;
        }
        filled += AddressBytes.IPV4_LENGTH;
        break;
      }
      int group = parseGroup(text, at, end);
      if (group == NOT_A_NUMBER) {
        return null;
      }
      address[filled++] = (byte) (group >>> 8);
      address[filled++] = (byte) group;
      at = end;
      if (at == to) {
        break;
      }
      at++;
      if (at == to) {
        return null;
      }
      if (text[at] == ':') {
        if (runAt >= 0) {
          return null;
        }
        runAt = filled;
        at++;
      }
    }
    return expand(address, filled, runAt);
  }

  /** A decimal number without leading zeros or a sign, up to a limit; -1 when it is none. */
  static int parseNumber(byte[] text, int from, int to, int max) {
    if (from == to || (text[from] == '0' && to - from > 1)) {
      return NOT_A_NUMBER;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return NOT_A_NUMBER;
      }
      number = number * 10 + digit;
      if (number > max) {
        return NOT_A_NUMBER;
      }
    }
    return number;
  }

  private static boolean parseIpv4(byte[] text, int from, int to, byte[] address, int at) {
    int start = from;
    for (int i = 0; i < AddressBytes.IPV4_LENGTH; i++) {
      int end = start;
      while (end < to && text[end] != '.') {
        end++;
      }
      boolean isLast = i == AddressBytes.IPV4_LENGTH - 1;
      int number = parseNumber(text, start, end, 0xFF);
      if (number == NOT_A_NUMBER || isLast != (end == to)) {
        return false;
      }
      address[at + i] = (byte) number;
      start = end + 1;
    }
    return true;
  }

  private static byte @Nullable [] expand(byte[] address, int filled, int runAt) {
    if (runAt < 0) {
      return filled == address.length ? address : null;
    }
    if (filled > address.length - 2) {
      return null; // the run stands for at least one group
    }
    int moved = filled - runAt;
    System.arraycopy(address, runAt, address, address.length - moved, moved);
    Arrays.fill(address, runAt, address.length - moved, (byte) 0);
    return address;
  }

  private static int endOfGroup(byte[] text, int from, int to) {
    int end = from;
    while (end < to && text[end] != ':') {
      end++;
    }
    return end;
  }

  private static boolean isDotted(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == '.') {
        return true;
      }
    }
    return false;
  }

  private static int parseGroup(byte[] text, int from, int to) {
    if (from == to || to - from > 4) {
      return NOT_A_NUMBER;
    }
    int group = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text[i] & 0xFF, 16);
      if (digit < 0) {
        return NOT_A_NUMBER;
      }
      group = group << 4 | digit;
    }
    return group;
  }
}
