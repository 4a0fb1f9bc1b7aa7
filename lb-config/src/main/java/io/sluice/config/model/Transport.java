package io.sluice.config.model;

/** How event loops talk to the kernel. */
public enum Transport {
  /** The best that this machine has. */
  AUTO("Auto"),
  /** Linux io_uring. */
  IO_URING("IoUring"),
  /** Linux epoll. */
  EPOLL("Epoll"),
  /** The JDK's own selector; every operating system has it. */
  NIO("Nio");

  private final String label;

  Transport(String label) {
    this.label = label;
  }

  /** The word in the configuration and in the log. */
  public String label() {
    return label;
  }
}
