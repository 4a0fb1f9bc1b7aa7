package io.sluice.core.admission;

import io.sluice.core.bounds.ClientEntry;
import io.sluice.core.bounds.ClientPrefix;
import io.sluice.core.bounds.ClientTable;
import io.sluice.core.net.ClientAddress;
import org.jspecify.annotations.Nullable;

/** Places that clients have taken, counted for each address. Any event loop. */
final class ClientPlaces {
  /*
   * An entry's number is the client's count. Who gives the last place back makes it GONE, for good,
   * and removes the entry; who finds it so helps to remove it and begins anew. So a count is exact,
   * and a client without a place has no entry.
   *
   * Nothing may be evicted, or a count would be lost: a full table refuses new clients.
   * Each entry stands for a connection or UDP session at least, so that only a process with more of
   * those than MAX_CLIENTS can meet the bound.
   */
  static final int MAX_CLIENTS = 1 << 18;

  private static final long GONE = -1;

  private final ClientTable<ClientPlaces> entries;

  ClientPlaces(int maxClients, ClientTable.Hash hash) {
    entries = new ClientTable<>(ClientPrefix.WHOLE, maxClients, ClientTable.WhenFull.REFUSE, hash);
  }

  /**
   * Takes one of a client's places; null when all are taken. What it answers is given back to
   * {@link #release}.
   *
   * @param max places of each client, at least 1; never exceeded, not even for a moment
   */
  @Nullable ClientEntry<ClientPlaces> tryAcquire(ClientAddress client, int max) {
    while (true) {
      ClientEntry<ClientPlaces> entry = entries.find(client);
      if (entry == null) {
        entry = entries.add(client, this, 0);
        if (entry == null) {
          return null;
        }
      }
      long count = entry.get();
      if (count == GONE) {
        entries.remove(entry);
      } else if (count >= max) {
        return null;
      } else if (entry.compareAndSet(count, count + 1)) {
        return entry;
      }
    }
  }

  /** Gives a place back. */
  void release(ClientEntry<ClientPlaces> entry) {
    while (true) {
      long count = entry.get();
      assert count > 0 : "released more often than acquired";
      if (count > 1) {
        if (entry.compareAndSet(count, count - 1)) {
          return;
        }
      } else if (entry.compareAndSet(1, GONE)) {
        entries.remove(entry);
        return;
      }
    }
  }

  /** Number of clients that have a place. */
  int clients() {
    return entries.size();
  }
}
