package io.sluice.core.udp;

import io.sluice.core.net.ClientAddress;
import java.util.Collection;

/**
 * Where this process listens for datagrams. A datagram from there comes from Sluice itself, or
 * pretends to; a response to it would be taken for another client's datagram, and so on for ever.
 */
public final class OwnListeners {
  // Written by the control thread only; read by every event loop.
  private volatile Addresses current = new Addresses(new ClientAddress[0]);

  /** None yet. */
  public OwnListeners() {}

  /** These and no others; control thread only. */
  public void publish(Collection<ClientAddress> listeners) {
    current = new Addresses(listeners.toArray(ClientAddress[]::new));
  }

  /** All of one moment. */
  Addresses current() {
    return current;
  }

  /** An immutable set of addresses, asked without allocating. */
  static final class Addresses {
    /*
     * Nearly every client has a port that nobody here listens at: one bit tells. The rest is open
     * addressing with linear probing, at most half full. A wildcard listener, whose address is all
     * zeros, is found for datagrams that this machine sent to itself.
     */
    private static final int PORTS = 1 << Character.SIZE;

    private final long[] ports = new long[PORTS / Long.SIZE];
    private final ClientAddress[] cells;

    Addresses(ClientAddress[] listeners) {
      cells = new ClientAddress[Integer.highestOneBit(Math.max(1, listeners.length)) * 4];
      for (ClientAddress listener : listeners) {
        ports[listener.port() / Long.SIZE] |= 1L << listener.port();
        int cell = home(listener.high(), listener.low(), listener.port());
        while (cells[cell] != null) {
          cell = (cell + 1) & (cells.length - 1);
        }
        cells[cell] = listener;
      }
    }

    /** Whether the flow's client is one of the listeners. */
    boolean hasClientOf(FlowKey flow) {
      int port = flow.clientPort;
      if ((ports[port / Long.SIZE] & 1L << port) == 0) {
        return false;
      }
      return contains(flow.clientHigh, flow.clientLow, port)
          || (isOfThisMachine(flow)
              && (contains(0, 0, port) || contains(0, FlowKey.IPV4_PREFIX, port)));
    }

    private boolean contains(long high, long low, int port) {
      int cell = home(high, low, port);
      while (cells[cell] != null) {
        ClientAddress listener = cells[cell];
        if (listener.port() == port && listener.low() == low && listener.high() == high) {
          return true;
        }
        cell = (cell + 1) & (cells.length - 1);
      }
      return false;
    }

    private static boolean isOfThisMachine(FlowKey flow) {
      return flow.clientLow == flow.localLow && flow.clientHigh == flow.localHigh;
    }

    private int home(long high, long low, int port) {
      long mixed = (high ^ low ^ port) * 0x9e37_79b9_7f4a_7c15L; // Fibonacci hashing
      return (int) (mixed >>> Integer.SIZE) & (cells.length - 1);
    }
  }
}
