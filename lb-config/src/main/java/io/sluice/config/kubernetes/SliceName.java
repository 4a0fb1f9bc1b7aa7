package io.sluice.config.kubernetes;

import java.util.List;
import java.util.Set;

/** Names slices as the API server does, except that the suffix is not random. */
final class SliceName {
  private static final int LONGEST = 63;

  private SliceName() {}

  /** A name that is not among those taken, and now is. */
  static String of(SliceOwner owner, IpFamily family, List<SlicePort> ports, Set<String> taken) {
    String prefix = prefix(owner);
    String seed = owner.name() + " " + family + " " + ports;
    for (int attempt = 0; ; attempt++) {
      String name = prefix + StableSuffix.of(seed + " " + attempt);
      if (taken.add(name)) {
        return name;
      }
    }
  }

  /** What {@code generateName} would be. */
  static String prefix(SliceOwner owner) {
    String name = owner.name().name();
    int longest = LONGEST - StableSuffix.LENGTH - 1;
    return name.substring(0, Math.min(name.length(), longest)) + "-";
  }
}
