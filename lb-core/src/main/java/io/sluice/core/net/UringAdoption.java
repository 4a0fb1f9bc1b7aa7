package io.sluice.core.net;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Makes io_uring channels of open descriptors. */
final class UringAdoption {
  /*
   * Netty's epoll channels can be made of a descriptor, its io_uring channels (4.2.18) cannot, but
   * by the constructor that their listening channel uses. It is looked up once, when the first
   * connection of such a loop begins to speak TLS with us.
   */
  private static final MethodHandle NEW_SOCKET;
  private static final MethodHandle NEW_CHANNEL;

  static {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(IoUringSocketChannel.class, MethodHandles.lookup());
      Class<?> socket = lookup.findClass("io.netty.channel.uring.LinuxSocket");
      NEW_SOCKET =
          lookup
              .findConstructor(socket, MethodType.methodType(void.class, int.class))
              .asType(MethodType.methodType(Object.class, int.class));
      NEW_CHANNEL =
          lookup
              .findConstructor(
                  IoUringSocketChannel.class,
                  MethodType.methodType(void.class, Channel.class, socket))
              .asType(MethodType.methodType(DuplexChannel.class, Channel.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private UringAdoption() {}

  static DuplexChannel adopt(int descriptor) {
    try {
      Object socket = (Object) NEW_SOCKET.invokeExact(descriptor);
      return (DuplexChannel) NEW_CHANNEL.invokeExact((Channel) null, socket);
    } catch (Throwable e) {
      throw new IllegalStateException("no channel for a descriptor", e);
    }
  }
}
