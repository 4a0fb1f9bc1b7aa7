package io.sluice.app.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends a request, in parts where the other side has no room for all of it. One event loop. */
final class RequestWriter {
  private final ByteBuffer request;
  private int sent;
  private boolean isAwaitingRoom;

  RequestWriter(ByteBuffer request) {
    this.request = request;
  }

  /** Nothing of the request is sent yet. */
  void begin() {
    sent = 0;
  }

  boolean isSent() {
    return sent == request.capacity();
  }

  /** Sends what there is room for; more when the connection says that there is some again. */
  void send(Stream to) throws IOException {
    sent += to.send(request, sent, request.capacity());
    boolean hasMore = !isSent();
    if (hasMore && !isAwaitingRoom) {
      to.awaitInputAndRoom();
    } else if (!hasMore && isAwaitingRoom) {
      to.awaitInput();
    }
    isAwaitingRoom = hasMore;
  }

  /** The next request goes over another connection. */
  void forgetConnection() {
    isAwaitingRoom = false;
  }
}
