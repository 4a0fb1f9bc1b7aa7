package io.sluice.config.model;

/** The port of an endpoint that a service port leads to. */
public sealed interface TargetPort {
  /** The same number at every endpoint, 1 to 65535. */
  record Numbered(int number) implements TargetPort {
    @Override
    public String toString() {
      return Integer.toString(number);
    }
  }

  /** The container port of that name, which may have another number at each endpoint. */
  record Named(String name) implements TargetPort {
    @Override
    public String toString() {
      return name;
    }
  }
}
