package io.sluice.core.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.DelegatingHandle;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.util.UncheckedBooleanSupplier;
import java.nio.ByteBuffer;

/** Buffers to receive into as another allocator has them, and small ones while memory is short. */
public final class ReceiveBuffers implements RecvByteBufAllocator {
  /** Small enough for every connection to have one, large enough to keep bytes flowing. */
  private static final int SMALL_BYTES = 1024;

  private final RecvByteBufAllocator usual;

  private ReceiveBuffers(RecvByteBufAllocator usual) {
    this.usual = usual;
  }

  /**
   * Lets a channel, not yet registered, receive into buffers of its own allocator's within reason.
   */
  public static void boundBy(ChannelConfig config) {
    config.setRecvByteBufAllocator(new ReceiveBuffers(config.getRecvByteBufAllocator()));
  }

  @Override
  @SuppressWarnings("deprecation") // the interface has it so
  public RecvByteBufAllocator.Handle newHandle() {
    return new Bounded((ExtendedHandle) usual.newHandle());
  }

  /** Of one channel; on its event loop. */
  private static final class Bounded extends DelegatingHandle implements ExtendedHandle {
    private final ExtendedHandle usual;

    Bounded(ExtendedHandle usual) {
      super(usual);
      this.usual = usual;
    }

    @Override
    public int guess() {
      return DirectMemory.isShort() ? SMALL_BYTES : usual.guess();
    }

    /*
     * Never throws: Netty's io_uring transport (4.2.18) allocates where nobody catches, and the
     * event loop would end. What the JDK allocates is bounded apart from what Netty does, so there
     * is some when Netty's share is used up.
     */
    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      try {
        return DirectMemory.isShort() ? allocator.ioBuffer(SMALL_BYTES) : usual.allocate(allocator);
      } catch (OutOfMemoryError e) {
        return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(SMALL_BYTES)).clear();
      }
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
      return usual.continueReading(maybeMoreData);
    }
  }
}
