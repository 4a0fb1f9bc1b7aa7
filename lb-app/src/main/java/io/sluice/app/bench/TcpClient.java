package io.sluice.app.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection at a time, with one request at a time on it. One event loop. */
final class TcpClient implements Pacer.Slot, Stream.Owner {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final TcpWorker worker;
  private final int number;
  private final RequestWriter request;
  private final ResponseReader response;
  private @Nullable Pacer pacer;
  private @Nullable Window window;
  private @Nullable Stream stream;
  private long dueNanos;
  private boolean isBusy;

  TcpClient(TcpWorker worker, int number) {
    this.worker = worker;
    this.number = number;
    this.request = new RequestWriter(worker.request());
    this.response = worker.newReader();
  }

  /** Connects before the run. */
  void open() {
    try {
      connect();
    } catch (IOException e) {
      worker.onNotOpened(e);
    }
  }

  /** The run begins. */
  void begin(Pacer with, Window during) {
    pacer = with;
    window = during;
  }

  @Override
  public void begin(long due) {
    isBusy = true;
    dueNanos = due;
    request.begin();
    response.begin();
    if (stream != null) {
      send(stream);
      return;
    }
    try {
      connect();
    } catch (IOException e) {
      fail();
    }
  }

  private void connect() throws IOException {
    Stream connecting = worker.connect(number, this);
    stream = connecting;
    if (connecting.isConnected()) {
      onConnected(connecting);
    }
  }

  @Override
  public void onConnected(Stream connected) {
    if (pacer == null) {
      worker.onOpened();
    } else {
      if (isMeasured()) {
        worker.tally().onConnected();
      }
      send(connected);
    }
  }

  @Override
  public void onRefused(Stream refused, IOException why) {
    stream = null;
    if (pacer == null) {
      worker.onNotOpened(why);
    } else {
      fail();
    }
  }

  @Override
  public void onWritable(Stream writable) {
    if (isBusy) {
      send(writable);
    }
  }

  private void send(Stream to) {
    try {
      request.send(to);
    } catch (IOException e) {
      fail();
    }
  }

  @Override
  public void onReadable(Stream readable) {
    ByteBuffer bytes = worker.received();
    int length;
    try {
      length = readable.receive(bytes);
    } catch (IOException e) {
      onEnd();
      return;
    }
    if (length < 0) {
      onEnd();
    } else if (length > 0 && !isBusy) {
      wrong();
    } else if (length > 0) {
      switch (response.read(bytes, length)) {
        case PART -> {}
        case WHOLE -> complete(worker.isReconnecting());
        case LAST -> complete(true);
        case WRONG -> wrong();
      }
    }
  }

  private void complete(boolean isConnectionOver) {
    if (!request.isSent()) {
      wrong();
      return;
    }
    long now = System.nanoTime();
    if (isMeasured()) {
      worker.tally().onResponse(now - dueNanos, response.bytes());
    }
    if (isConnectionOver) {
      close();
    }
    isBusy = false;
    if (pacer != null) {
      pacer.onFree(this, now);
    }
  }

  private void onEnd() {
    if (isBusy) {
      fail();
    } else {
      close();
    }
  }

  private void wrong() {
    if (isMeasured()) {
      worker.tally().onWrong();
    }
    retry();
  }

  private void fail() {
    if (isMeasured()) {
      worker.tally().onError();
    }
    retry();
  }

  private void retry() {
    close();
    if (isBusy && pacer != null) {
      isBusy = false;
      pacer.onFreeLater(this, RETRY_NANOS);
    }
  }

  private boolean isMeasured() {
    return window != null && window.isMeasured(dueNanos);
  }

  @Override
  public void abandon(long nowNanos) {
    if (isMeasured()) {
      worker.tally().onUnanswered(nowNanos - dueNanos, 1);
    }
    isBusy = false;
    close();
  }

  @Override
  public boolean isBusy() {
    return isBusy;
  }

  void close() {
    request.forgetConnection();
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
