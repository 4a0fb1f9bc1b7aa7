package io.sluice.core.rig;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A TLS ClientHello as bytes (RFC 8446, 4.1.2), also of the kinds that no TLS library sends. Each
 * method answers a changed copy.
 */
public record Hello(List<Extension> extensions, int sessionIdLength) {
  private static final int SERVER_NAME = 0;
  private static final int ALPN = 16;
  private static final int LONGEST_RECORD = 1 << 14;

  public Hello {
    extensions = List.copyOf(extensions);
  }

  /** An extension's type and content. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  public record Extension(int type, byte[] content) {}

  /** Without any extension. */
  public static Hello plain() {
    return new Hello(List.of(), 32);
  }

  /** For a server name. */
  public static Hello of(String name) {
    return plain().serverName(name);
  }

  /** With one more extension. */
  public Hello with(int type, byte[] content) {
    List<Extension> more = new ArrayList<>(extensions);
    more.add(new Extension(type, content));
    return new Hello(more, sessionIdLength);
  }

  /** With another length of the session id. */
  public Hello sessionId(int length) {
    return new Hello(extensions, length);
  }

  /** With a server name extension of one host name. */
  public Hello serverName(String name) {
    return with(SERVER_NAME, vector(2, serverNameEntry(0, name)));
  }

  /** With a server name extension of several names. */
  public Hello serverNames(String... names) {
    byte[][] entries = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      entries[i] = serverNameEntry(0, names[i]);
    }
    return with(SERVER_NAME, vector(2, join(entries)));
  }

  /** With an ALPN extension. */
  public Hello alpn(String... protocols) {
    byte[][] entries = new byte[protocols.length][];
    for (int i = 0; i < protocols.length; i++) {
      entries[i] = vector(1, latin1(protocols[i]));
    }
    return with(ALPN, vector(2, join(entries)));
  }

  /** The handshake message with its header. */
  public byte[] message() {
    return messageOf(body());
  }

  /** The handshake message without its header. */
  public byte[] body() {
    byte[][] parts = new byte[extensions.size()][];
    for (int i = 0; i < parts.length; i++) {
      Extension extension = extensions.get(i);
      parts[i] = join(number(2, extension.type()), vector(2, extension.content()));
    }
    return join(
        number(2, 0x0303),
        new byte[32],
        vector(1, new byte[sessionIdLength]),
        vector(2, new byte[] {0x13, 0x01, 0x13, 0x02}),
        vector(1, new byte[] {0}),
        parts.length == 0 ? new byte[0] : vector(2, join(parts)));
  }

  /** The whole in as few records as can be. */
  public byte[] bytes() {
    return records(message(), LONGEST_RECORD);
  }

  /** A ClientHello message of that body. */
  public static byte[] messageOf(byte[] body) {
    return join(number(1, 1), vector(3, body));
  }

  /** A message in handshake records of at most that size. */
  public static byte[] records(byte[] message, int most) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int position = 0; position < message.length; position += most) {
      int size = Math.min(most, message.length - position);
      records.writeBytes(recordHeader(22, size));
      records.write(message, position, size);
    }
    return records.toByteArray();
  }

  /** The header of a record. */
  public static byte[] recordHeader(int type, int length) {
    return join(number(1, type), number(2, 0x0301), number(2, length));
  }

  /** An entry of the list of server names. */
  public static byte[] serverNameEntry(int type, String name) {
    return join(number(1, type), vector(2, latin1(name)));
  }

  /** Content with its length before it, in so many bytes. */
  public static byte[] vector(int lengthBytes, byte[] content) {
    return join(number(lengthBytes, content.length), content);
  }

  /** Several pieces as one. */
  public static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private static byte[] number(int bytes, int number) {
    byte[] encoded = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      encoded[i] = (byte) (number >>> (Byte.SIZE * (bytes - 1 - i)));
    }
    return encoded;
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
