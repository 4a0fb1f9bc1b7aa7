package io.sluice.core.net;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Another handler that tells the {@link TurnEnd}s of its loop after each look at the kernel, and
 * does not wait for the kernel while one of them has something to do.
 */
final class TurnHandler implements IoHandler {
  /*
   * A task that a handler submits to its own loop comes at about the same moment, but Netty's queue
   * of tasks allocates as it is used.
   */
  private final IoHandler handler;
  private final List<TurnEnd> ends = new ArrayList<>(2);
  private final Hurried hurried = new Hurried();

  private TurnHandler(IoHandler handler) {
    this.handler = handler;
  }

  static IoHandlerFactory around(IoHandlerFactory factory) {
    return executor -> new TurnHandler(factory.newHandler(executor));
  }

  @Override
  public int run(IoHandlerContext context) {
    for (int i = 0; i < ends.size(); i++) {
      ends.get(i).onTurnBegin();
    }
    int handled = handler.run(isInHurry() ? hurried.as(context) : context);
    for (int i = 0; i < ends.size(); i++) {
      ends.get(i).onTurnEnd();
    }
    return handled;
  }

  private boolean isInHurry() {
    for (int i = 0; i < ends.size(); i++) {
      if (ends.get(i).isInHurry()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    if (handle instanceof TurnEnd end) {
      ends.add(end);
      return new Registration(end);
    }
    return handler.register(handle);
  }

  @Override
  public void initialize() {
    handler.initialize();
  }

  @Override
  public void prepareToDestroy() {
    handler.prepareToDestroy();
  }

  @Override
  public void destroy() {
    handler.destroy();
  }

  @Override
  public void wakeup() {
    handler.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return TurnEnd.class.isAssignableFrom(handleType) || handler.isCompatible(handleType);
  }

  /** The loop's own context, but for waiting. */
  private static final class Hurried implements IoHandlerContext {
    private @Nullable IoHandlerContext usual;

    Hurried as(IoHandlerContext context) {
      usual = context;
      return this;
    }

    private IoHandlerContext usual() {
      return Objects.requireNonNull(usual, "used before a turn");
    }

    @Override
    public boolean canBlock() {
      return false;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return usual().delayNanos(currentTimeNanos);
    }

    @Override
    public long deadlineNanos() {
      return usual().deadlineNanos();
    }

    @Override
    public void reportActiveIoTime(long nanos) {
      usual().reportActiveIoTime(nanos);
    }

    @Override
    public boolean shouldReportActiveIoTime() {
      return usual().shouldReportActiveIoTime();
    }
  }

  /** Of a {@link TurnEnd}; on the event loop. */
  private final class Registration implements IoRegistration {
    private final TurnEnd end;

    Registration(TurnEnd end) {
      this.end = end;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the interface has it so
    public <T> @Nullable T attachment() {
      return null;
    }

    @Override
    public long submit(IoOps ops) {
      return 0;
    }

    @Override
    public boolean isValid() {
      return ends.contains(end);
    }

    @Override
    public boolean cancel() {
      return ends.remove(end);
    }
  }
}
