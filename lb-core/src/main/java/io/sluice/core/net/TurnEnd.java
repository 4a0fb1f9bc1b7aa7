package io.sluice.core.net;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;

/**
 * Whoever gathers work while an event loop handles what is ready, and does it at the end of that
 * turn. Registered with the event loop as any other handle.
 */
public interface TurnEnd extends IoHandle {
  /** The kernel is about to be asked for what is ready; on the event loop. */
  default void onTurnBegin() {}

  /** Everything that was ready has been handled; on the event loop. */
  void onTurnEnd();

  /** Whether it has something to do at the end of a turn, whatever the kernel has to tell. */
  default boolean isInHurry() {
    return false;
  }

  @Override
  default void handle(IoRegistration registration, IoEvent event) {
    throw new IllegalStateException("has no descriptor");
  }

  @Override
  default void close() {}
}
