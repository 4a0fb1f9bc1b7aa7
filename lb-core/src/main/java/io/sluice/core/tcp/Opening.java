package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ScheduledFuture;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.tcp.OpeningStage.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client connection that has no endpoint yet: takes it through its stages and keeps what it has
 * sent meanwhile. On the relay's event loop.
 */
final class Opening {
  private final Relay relay;
  private final List<OpeningStage> stages;
  private int current = -1;
  private @Nullable ScheduledFuture<?> deadline;

  // Everything that no stage has consumed; empty and shared while there is nothing.
  private ByteBuf received = Unpooled.EMPTY_BUFFER;
  private boolean isInputEnded;
  private boolean isOver;

  // A stage that starts TLS is handed plaintext before it has returned.
  private boolean isExamining;
  private boolean hasMore;

  Opening(Relay relay, List<OpeningStage> stages) {
    this.relay = relay;
    this.stages = stages;
  }

  /** The relay that is being opened. */
  Relay relay() {
    return relay;
  }

  /** The client that counts: who a trusted PROXY header names, otherwise the peer itself. */
  ClientAddress client() {
    return relay.identity().address();
  }

  /** Starts with the first stage; without any the relay is open at once. */
  void begin() {
    next();
    run();
  }

  /** More has come from the client; takes ownership. */
  void onBytes(ByteBuf bytes) {
    if (isOver) {
      bytes.release();
      return;
    }
    if (received.isReadable()) {
      append(bytes);
    } else {
      received.release();
      received = bytes;
    }
    run();
  }

  private void append(ByteBuf bytes) {
    try {
      if (received.maxWritableBytes() < bytes.readableBytes()) {
        ByteBuf larger = bytes.alloc().buffer(received.readableBytes() + bytes.readableBytes());
        larger.writeBytes(received);
        received.release();
        received = larger;
      }
      received.writeBytes(bytes);
    } finally {
      bytes.release();
    }
  }

  /** No more will come from the client. */
  void onInputEnded() {
    isInputEnded = true;
    if (!isOver && current >= 0) {
      run();
    }
  }

  /** TLS with the client is agreed on. */
  void onHandshake() {
    if (!isOver) {
      stages.get(current).onHandshake();
      run();
    }
  }

  /** Inserts a stage behind the one that is examining. */
  void goOnWith(OpeningStage stage) {
    stages.add(current + 1, stage);
  }

  /** Gives up; what was received is freed. */
  void cancel() {
    end();
    received.release();
    received = Unpooled.EMPTY_BUFFER;
  }

  private void run() {
    if (isExamining) {
      hasMore = true;
      return;
    }
    isExamining = true;
    do {
      hasMore = false;
      examine();
    } while (hasMore && !isOver);
    isExamining = false;
  }

  private void examine() {
    while (!isOver) {
      OpeningStage stage = stages.get(current);
      switch (stage.examine(received, this)) {
        case Verdict.Passed() -> next();
        case Verdict.NeedMore() -> {
          if (isOver) {
            return;
          }
          if (isInputEnded) {
            relay.close(stage.endReason());
          } else if (received.readableBytes() >= stage.maxBytes()) {
            relay.close(stage.timeoutReason());
          } else {
            awaitMore(stage);
          }
          return;
        }
        case Verdict.Refused(CloseReason reason) -> relay.close(reason);
        case Verdict.Answered(CloseReason reason, byte[] lastWords) ->
            relay.refuse(reason, lastWords);
      }
    }
  }

  private void next() {
    if (isOver) {
      return; // the stage has closed the relay
    }
    cancelDeadline();
    current++;
    if (current == stages.size()) {
      end();
      relay.clientHalf().pauseReads();
      ByteBuf payload = received;
      received = Unpooled.EMPTY_BUFFER;
      relay.onOpened(payload);
    }
  }

  private void awaitMore(OpeningStage stage) {
    if (deadline == null) {
      deadline =
          relay
              .loop()
              .eventLoop()
              .schedule(
                  () -> relay.close(stage.timeoutReason()),
                  stage.timeout().toNanos(),
                  TimeUnit.NANOSECONDS);
    }
    relay.clientHalf().resumeReads();
  }

  private void end() {
    isOver = true;
    cancelDeadline();
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
