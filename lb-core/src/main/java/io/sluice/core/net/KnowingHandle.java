package io.sluice.core.net;

import io.netty.channel.epoll.EpollIoHandle;

/**
 * A descriptor of our own on an epoll loop, which asks for its events once and for all, and so
 * needs none of the help that Netty's channels need.
 */
public interface KnowingHandle extends EpollIoHandle {
  /** Closes what it stands for; throws nothing. */
  @Override
  void close();
}
