package io.sluice.core.rig;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One end of a TLS connection by the JDK's own sockets, on top of a {@link Peer}, which can still
 * be told to end or abort beneath TLS. Blocking.
 */
public final class TlsPeer implements Closeable {
  private final Peer peer;
  private final SSLSocket socket;

  private TlsPeer(Peer peer, SSLSocket socket) {
    this.peer = peer;
    this.socket = socket;
  }

  /** A client that asks for a name, or for none, and checks the authority but not the name. */
  public static TlsPeer client(Peer peer, SSLContext context, @Nullable String name)
      throws IOException {
    Socket plain = peer.socket();
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, "sluice", 1, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(name == null ? List.of() : List.of(new SNIHostName(name)));
    socket.setSSLParameters(parameters);
    return new TlsPeer(peer, socket);
  }

  /** A server. */
  public static TlsPeer server(Peer peer, SSLContext context) throws IOException {
    return new TlsPeer(
        peer, (SSLSocket) context.getSocketFactory().createSocket(peer.socket(), null, true));
  }

  /** The peer beneath. */
  public Peer peer() {
    return peer;
  }

  /** The socket, to be changed before anything is sent. */
  public SSLSocket socket() {
    return socket;
  }

  /** Only that version. */
  public TlsPeer version(String version) {
    socket.setEnabledProtocols(new String[] {version});
    return this;
  }

  /** Offers these protocols. */
  public TlsPeer alpn(String... protocols) {
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    return this;
  }

  /** Agrees with the other side. */
  public TlsPeer handshake() throws IOException {
    socket.startHandshake();
    return this;
  }

  /** Sends a stream of that length and answers it. */
  public TaggedBytes send(long length) throws IOException {
    TaggedBytes bytes = TaggedBytes.ofLength(length);
    send(bytes);
    return bytes;
  }

  /** Sends everything. */
  public void send(TaggedBytes bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    for (long position = 0; position < bytes.length(); position += TaggedBytes.BLOCK) {
      int size = (int) Math.min(TaggedBytes.BLOCK, bytes.length() - position);
      out.write(bytes.block(position), 0, size);
    }
  }

  /** Begins to receive a stream. */
  public Receiving receiving(TaggedBytes expected) throws IOException {
    return new Receiving(socket.getInputStream(), expected);
  }

  /** Receives all of a stream. */
  public void receive(TaggedBytes expected) throws IOException {
    receiving(expected).all();
  }

  /** Waits for the other side's close_notify; a byte before it is a failure. */
  public Ending ending() throws IOException {
    return receiving(new TaggedBytes(0, 0)).untilEnding();
  }

  /** Sends close_notify; in TLS 1.3 receiving goes on. */
  public void sendCloseNotify() throws IOException {
    socket.shutdownOutput();
  }

  /** Sends in the background. */
  public Thread startSending(TaggedBytes bytes) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                send(bytes);
              } catch (IOException e) {
                // What was received tells.
              }
            });
  }

  /** Closes the connection beneath without a word. */
  @Override
  public void close() {
    peer.close();
  }
}
