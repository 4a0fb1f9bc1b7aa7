package io.sluice.core.tcp;

import io.netty.channel.ChannelConfig;
import io.netty.channel.WriteBufferWaterMark;
import io.sluice.core.net.DirectMemory;

/**
 * How many bytes may wait to be written to a side: above the high mark its peer's reads pause,
 * below the low mark they resume. Little for each while memory is short, so that there is some for
 * all.
 */
final class WaterMarks {
  private static final WriteBufferWaterMark USUAL = new WriteBufferWaterMark(32 * 1024, 64 * 1024);
  private static final WriteBufferWaterMark FRUGAL = new WriteBufferWaterMark(512, 2 * 1024);

  private WaterMarks() {}

  /** Sets those that fit the memory there is now; takes effect with the next write. */
  static void fit(ChannelConfig config) {
    WriteBufferWaterMark fitting = DirectMemory.isShort() ? FRUGAL : USUAL;
    if (config.getWriteBufferWaterMark() != fitting) {
      config.setWriteBufferWaterMark(fitting);
    }
  }
}
