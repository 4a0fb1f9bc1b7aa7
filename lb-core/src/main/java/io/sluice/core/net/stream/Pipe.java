package io.sluice.core.net.stream;

/** A pipe of one event loop's {@link PipePool}, and what is in it. */
public final class Pipe {
  final int output;
  final int input;
  final int capacity;
  private int bytes;

  Pipe(int output, int input, int capacity) {
    this.output = output;
    this.input = input;
    this.capacity = capacity;
  }

  /** Bytes that are in it. */
  public int bytes() {
    return bytes;
  }

  void add(int count) {
    bytes += count;
    assert bytes >= 0 : "more taken out than was put in: " + bytes;
  }
}
