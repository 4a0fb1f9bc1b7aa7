package io.sluice.core.net;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket of the JDK, one datagram a call. Allocates for each datagram. On a wildcard address
 * it is not known which address a datagram was sent to: the kernel chooses where replies leave
 * from.
 */
final class NioPort implements DatagramPort, NioIoHandle {
  /*
   * The JDK sends no empty datagram through a connected channel: writing no bytes is nothing. So
   * with the first empty one a session's channel is disconnected for good. From then on it is we
   * who ignore strangers, and the network's errors stay unknown. Connecting again would discard
   * what has come meanwhile.
   */
  private final NioDatagrams datagrams;
  private final DatagramChannel channel;
  private final Reader reader;
  private final ClientAddress local;
  private final @Nullable SocketAddress endpoint;
  private @Nullable IoRegistration registration;

  NioPort(NioDatagrams datagrams, DatagramChannel channel, Reader reader) throws IOException {
    this.datagrams = datagrams;
    this.channel = channel;
    this.reader = reader;
    this.endpoint = channel.getRemoteAddress();
    this.local = ClientAddress.of((InetSocketAddress) channel.getLocalAddress());
  }

  @Override
  public void start() {
    IoRegistration registered = datagrams.register(this);
    registration = registered;
    registered.submit(NioIoOps.READ);
  }

  @Override
  public SelectableChannel selectableChannel() {
    return channel;
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    reader.onReadable();
  }

  @Override
  public int receive(DatagramBatch into) {
    NioBatch batch = (NioBatch) into;
    int before = batch.count();
    try {
      while (!batch.isFull()) {
        InetSocketAddress from = (InetSocketAddress) channel.receive(batch.next());
        if (from == null) {
          break;
        }
        if (endpoint != null && !endpoint.equals(from)) {
          continue;
        }
        int scope = from.getAddress() instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0;
        batch.add(ClientAddress.of(from), scope, local);
      }
    } catch (PortUnreachableException e) {
      // Reported again or never; what came before it is not to be lost.
      return batch.count() > before ? batch.count() - before : UNREACHABLE;
    } catch (IOException e) {
      return endpoint != null && batch.count() == before ? UNREACHABLE : batch.count() - before;
    }
    return batch.count() - before;
  }

  @Override
  public void send(DatagramBatch from, int[] messages, int count, SendOutcome outcome) {
    for (int place = 0; place < count && !outcome.isUnreachable(); place++) {
      try {
        send((NioBatch) from, messages[place], outcome);
      } catch (PortUnreachableException e) {
        outcome.onUnreachable(place);
      } catch (IOException e) {
        outcome.onUnsendable(1);
      }
    }
  }

  @Override
  public void sendOne(DatagramBatch from, int message, int datagram, SendOutcome outcome) {
    throw new IllegalStateException("a message is one datagram here");
  }

  private void send(NioBatch batch, int message, SendOutcome outcome) throws IOException {
    ByteBuffer payload = batch.bytes(message);
    int length = payload.remaining();
    if (endpoint == null) {
      channel.send(payload, client(batch.addresses(), message));
    } else if (length > 0 && channel.isConnected()) {
      channel.write(payload);
    } else {
      channel.disconnect();
      channel.send(payload, endpoint);
    }
    boolean isSent = !payload.hasRemaining();
    if (isSent) {
      outcome.onSent(1, length);
    } else {
      outcome.onUnbuffered(1);
    }
  }

  private static InetSocketAddress client(DatagramAddresses addresses, int message)
      throws UnknownHostException {
    InetSocketAddress client =
        new ClientAddress(
                addresses.clientHigh(message),
                addresses.clientLow(message),
                addresses.clientPort(message))
            .toSocketAddress();
    int scope = addresses.clientScope(message);
    return scope == 0
        ? client
        : new InetSocketAddress(
            Inet6Address.getByAddress(null, client.getAddress().getAddress(), scope),
            client.getPort());
  }

  @Override
  public int takeLost() {
    return 0;
  }

  @Override
  public Future<?> release() {
    if (registration != null) {
      registration.cancel();
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("close of an open socket", e);
    }
    return datagrams.afterSelection();
  }

  @Override
  public void close() {
    release();
  }
}
