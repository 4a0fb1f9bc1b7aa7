package io.sluice.core.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a ClientHello message apart (RFC 8446, 4.1.2). Every length must add up; what is not looked
 * at is still checked for its length, so that nobody behind reads another message than we.
 */
final class ClientHelloParser {
  private static final int TLS_MAJOR = 3;
  private static final int RANDOM = 32;
  private static final int LONGEST_SESSION_ID = 32;
  private static final int SERVER_NAME = 0;
  private static final int HOST_NAME = 0;
  private static final int ALPN = 16;

  /** IANA has registered some sixty extensions, and clients send about twenty. */
  private static final int MOST_EXTENSIONS = 128;

  private static final int MOST_PROTOCOLS = 64;

  private final byte[] message;
  private int position;
  private final short[] seen = new short[MOST_EXTENSIONS];
  private int seenCount;
  private @Nullable String serverName;
  private List<String> alpn = List.of();

  private ClientHelloParser(byte[] message) {
    this.message = message;
  }

  /** The hello in a message without its header. */
  static ClientHello parse(byte[] message) throws InvalidHelloException {
    ClientHelloParser parser = new ClientHelloParser(message);
    parser.parse();
    return new ClientHello(parser.serverName, parser.alpn);
  }

  private void parse() throws InvalidHelloException {
    require(number(2) >>> Byte.SIZE == TLS_MAJOR, "a ClientHello of another protocol version");
    skip(RANDOM);
    int sessionId = number(1);
    require(sessionId <= LONGEST_SESSION_ID, "a session id of more than 32 bytes");
    skip(sessionId);
    int cipherSuites = number(2);
    require(cipherSuites >= 2 && cipherSuites % 2 == 0, "cipher suites of a wrong length");
    skip(cipherSuites);
    int compressionMethods = number(1);
    require(compressionMethods >= 1, "no compression method");
    skip(compressionMethods);
    if (position < message.length) {
      require(number(2) == message.length - position, "extensions of a wrong length");
      while (position < message.length) {
        parseExtension();
      }
    }
  }

  private void parseExtension() throws InvalidHelloException {
    int type = number(2);
    int end = endOf(number(2));
    remember((short) type);
    switch (type) {
      case SERVER_NAME -> parseServerName(end);
      case ALPN -> parseAlpn(end);
      default -> position = end;
    }
    require(position == end, "an extension of a wrong length");
  }

  /** RFC 8446, 4.2: not more than one extension of a type. */
  private void remember(short type) throws InvalidHelloException {
    for (int i = 0; i < seenCount; i++) {
      require(seen[i] != type, "an extension twice");
    }
    require(seenCount < MOST_EXTENSIONS, "more than 128 extensions");
    seen[seenCount++] = type;
  }

  /** RFC 6066, 3: a list, but of a single name, as there is only one type of names. */
  private void parseServerName(int end) throws InvalidHelloException {
    require(endOf(number(2)) == end, "server names of a wrong length");
    require(number(1) == HOST_NAME, "a server name that is no host name");
    int length = number(2);
    require(endOf(length) == end, "not exactly one server name");
    serverName = HostName.parse(message, position, length);
    position = end;
  }

  /** RFC 7301, 3.1: at least one protocol, none of them empty. */
  private void parseAlpn(int end) throws InvalidHelloException {
    require(endOf(number(2)) == end, "protocols of a wrong length");
    require(position < end, "an empty list of protocols");
    List<String> protocols = new ArrayList<>();
    while (position < end) {
      int length = number(1);
      require(length > 0, "an empty protocol");
      require(endOf(length) <= end, "protocols of a wrong length");
      require(protocols.size() < MOST_PROTOCOLS, "more than 64 protocols");
      protocols.add(new String(message, position, length, StandardCharsets.ISO_8859_1));
      position += length;
    }
    alpn = protocols;
  }

  /** The unsigned number in the next bytes. */
  private int number(int bytes) throws InvalidHelloException {
    int end = endOf(bytes);
    int number = 0;
    while (position < end) {
      number = (number << Byte.SIZE) | (message[position++] & 0xff);
    }
    return number;
  }

  private void skip(int bytes) throws InvalidHelloException {
    position = endOf(bytes);
  }

  private int endOf(int bytes) throws InvalidHelloException {
    require(bytes <= message.length - position, "a ClientHello that is cut short");
    return position + bytes;
  }

  private static void require(boolean holds, String brokenRule) throws InvalidHelloException {
    if (!holds) {
      throw new InvalidHelloException(brokenRule);
    }
  }
}
