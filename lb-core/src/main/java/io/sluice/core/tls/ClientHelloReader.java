package io.sluice.core.tls;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads one client's ClientHello as its bytes come in, and consumes none of them. Belongs to an
 * event loop.
 *
 * <p>The answer depends on the handshake message alone, not on how it was cut into TLS records and
 * these into segments.
 */
public final class ClientHelloReader {
  /*
   * A client may spread the message over records of a single byte each (RFC 8446, 5.1), and these
   * over as many segments. So the records are walked as they come, each byte once: the walk counts
   * how much of the message is there, and knows from its first four bytes how much there will be.
   * Only when all is there it is put together, in one array of the right size, and parsed. A client
   * that announces much and sends little costs what it has sent.
   *
   * Records without content, which RFC 8446 forbids here, are refused, so that MAX_BYTES holds.
   */
  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int FIRST_CONTENT_TYPE = 20;
  private static final int HANDSHAKE = 22;
  private static final int LAST_CONTENT_TYPE = 23;
  private static final int CLIENT_HELLO = 1;
  private static final int TLS_MAJOR = 3;
  private static final int LONGEST_RECORD = 1 << 14;

  /** Longest handshake message that is read, without its header of four bytes. */
  public static final int LONGEST_MESSAGE = 16 * 1024;

  /** Most bytes that it can take: each in a record of its own. */
  public static final int MAX_BYTES = (MESSAGE_HEADER + LONGEST_MESSAGE) * (RECORD_HEADER + 1);

  private static final HelloReading NEED_MORE = new HelloReading.NeedMore();

  // Where the walk stands, counted from the reader index, and what is left of the record there.
  private int position;
  private int recordLeft;

  // Bytes of the message that were walked over, and the first four of them.
  private int collected;
  private int messageHeader;

  /**
   * Looks at everything that has come so far. Not to be asked again after another answer than
   * {@link HelloReading.NeedMore}.
   *
   * @param received the same bytes as before, and perhaps more behind them
   */
  public HelloReading read(ByteBuf received) {
    while (position < received.readableBytes()) {
      if (recordLeft == 0) {
        HelloReading trouble = enterRecord(received);
        if (trouble != null) {
          return trouble;
        }
      } else if (collected < MESSAGE_HEADER) {
        messageHeader = (messageHeader << Byte.SIZE) | received.getUnsignedByte(at(received));
        walk(1);
      } else {
        walk(Math.min(received.readableBytes() - position, recordLeft));
      }
      if (collected >= MESSAGE_HEADER) {
        HelloReading decided = checkLength(received);
        if (decided != null) {
          return decided;
        }
      }
    }
    return NEED_MORE;
  }

  /** The record header at the walk's position: passed over, or refused, or not all there yet. */
  private @Nullable HelloReading enterRecord(ByteBuf received) {
    int available = received.readableBytes() - position;
    int type = received.getUnsignedByte(at(received));
    if (type != HANDSHAKE) {
      boolean isTlsRecord = type >= FIRST_CONTENT_TYPE && type <= LAST_CONTENT_TYPE;
      return isTlsRecord || collected > 0
          ? new HelloReading.Invalid("a record that is no handshake")
          : new HelloReading.NotTls("first byte is no TLS content type");
    }
    if (available > 1 && received.getUnsignedByte(at(received) + 1) != TLS_MAJOR) {
      return collected > 0
          ? new HelloReading.Invalid("a record of another protocol version")
          : new HelloReading.NotTls("second byte is no TLS version");
    }
    if (available < RECORD_HEADER) {
      return NEED_MORE;
    }
    int length = received.getUnsignedShort(at(received) + 3);
    if (length == 0 || length > LONGEST_RECORD) {
      return new HelloReading.Invalid("a handshake record of " + length + " bytes");
    }
    position += RECORD_HEADER;
    recordLeft = length;
    return null;
  }

  private @Nullable HelloReading checkLength(ByteBuf received) {
    if (messageHeader >>> 24 != CLIENT_HELLO) {
      return new HelloReading.Invalid("the first handshake message is no ClientHello");
    }
    int length = messageHeader & 0xff_ffff;
    if (length > LONGEST_MESSAGE) {
      return new HelloReading.Invalid("a ClientHello of more than 16 KiB");
    }
    int left = MESSAGE_HEADER + length - collected;
    if (left < recordLeft) {
      // What follows belongs to the next flight or, as early data, under a key (RFC 8446, 5.1).
      return new HelloReading.Invalid("a record that goes on behind the ClientHello");
    }
    return left == 0 ? parse(received, length) : null;
  }

  private HelloReading parse(ByteBuf received, int length) {
    try {
      return new HelloReading.Complete(ClientHelloParser.parse(message(received, length)));
    } catch (InvalidHelloException e) {
      return new HelloReading.Invalid(e.rule());
    }
  }

  /** The message without its header; every record of it was walked over before. */
  private static byte[] message(ByteBuf received, int length) {
    byte[] message = new byte[length];
    int skip = MESSAGE_HEADER;
    int copied = 0;
    for (int record = received.readerIndex(); copied < length; ) {
      int size = received.getUnsignedShort(record + 3);
      int skipped = Math.min(skip, size);
      int taken = size - skipped;
      received.getBytes(record + RECORD_HEADER + skipped, message, copied, taken);
      skip -= skipped;
      copied += taken;
      record += RECORD_HEADER + size;
    }
    return message;
  }

  private void walk(int bytes) {
    position += bytes;
    recordLeft -= bytes;
    collected += bytes;
  }

  private int at(ByteBuf received) {
    return received.readerIndex() + position;
  }
}
