package io.sluice.core.udp;

import io.sluice.core.endpoint.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A snapshot that remembers what it was asked. */
final class SimulatedSnapshot implements UdpSnapshot {
  /** A pick: for whom, and what came of it. */
  record Pick(@Nullable Endpoint failed, @Nullable Endpoint picked) {}

  final List<Endpoint> asked = new ArrayList<>();
  final List<Pick> picks = new ArrayList<>();

  private final long generation;
  private final int servicePort;
  private final UdpLimits limits;
  private final Set<Endpoint> serving;
  private final List<Endpoint> eligible;
  private final RandomGenerator random;

  SimulatedSnapshot(
      long generation,
      int servicePort,
      UdpLimits limits,
      List<Endpoint> eligible,
      Set<Endpoint> serving,
      RandomGenerator random) {
    this.generation = generation;
    this.servicePort = servicePort;
    this.limits = limits;
    this.eligible = eligible;
    this.serving = serving;
    this.random = random;
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public int servicePort() {
    return servicePort;
  }

  @Override
  public UdpLimits limits() {
    return limits;
  }

  @Override
  public boolean isServing(Endpoint endpoint) {
    asked.add(endpoint);
    return serving.contains(endpoint);
  }

  @Override
  public @Nullable Endpoint pick(FlowKey flow, @Nullable Endpoint failed) {
    List<Endpoint> others = eligible.stream().filter(endpoint -> endpoint != failed).toList();
    List<Endpoint> from = others.isEmpty() ? eligible : others;
    Endpoint picked = from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    picks.add(new Pick(failed, picked));
    return picked;
  }

  boolean serves(Endpoint endpoint) {
    return serving.contains(endpoint);
  }

  void forget() {
    asked.clear();
    picks.clear();
  }
}
