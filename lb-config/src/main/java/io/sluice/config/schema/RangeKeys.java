package io.sluice.config.schema;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.IpRange;
import io.sluice.config.model.SourceRanges;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads ranges of addresses: {@code loadBalancerSourceRanges} and its like. */
public final class RangeKeys {
  static final int IPV4_BITS = 32;
  static final int IPV6_BITS = 128;

  /** Longest list: every country's ranges of both families are less. */
  static final int MAX_RANGES = 65_536;

  private RangeKeys() {}

  static SourceRanges read(Fields fields, SourceRanges inherited) {
    return new SourceRanges(
        read(fields, "loadBalancerSourceRanges", inherited.allowed()),
        read(fields, "deniedSourceRanges", inherited.denied()));
  }

  /** The ranges of a key; those of none are reported and left out. */
  public static List<IpRange> read(Fields fields, String key, List<IpRange> whenAbsent) {
    if (!fields.has(key)) {
      return whenAbsent;
    }
    List<Scalar> scalars = fields.scalars(key);
    if (scalars.size() > MAX_RANGES) {
      String message = scalars.size() + " ranges are too many; use at most " + MAX_RANGES;
      fields.error(key, "too-many", message);
      return whenAbsent;
    }
    List<IpRange> ranges = new ArrayList<>(scalars.size());
    for (int i = 0; i < scalars.size(); i++) {
      IpRange range = read(scalars.get(i), fields.path(key) + "[" + i + "]", fields);
      if (range != null) {
        ranges.add(range);
      }
    }
    return ranges;
  }

  private static @Nullable IpRange read(Scalar scalar, String path, Fields fields) {
    String text = scalar.text().strip();
    // Without a length it is one address by mistake more often than by intent.
    IpRange range = text.contains("/") && !text.contains("%") ? IpRange.tryParse(text) : null;
    if (range == null) {
      String message =
          Quote.value(scalar.text())
              + " is not a range of addresses; use ADDRESS/LENGTH, such as 10.0.0.0/8";
      fields.problems().error(scalar.position(), path, "cidr", message);
      return null;
    }
    IpRange bare = new IpRange(network(range), range.prefixLength());
    if (!bare.equals(range)) {
      String message = range + " has bits behind the length, which do not count: " + bare;
      fields.problems().warning(scalar.position(), path, "cidr-host-bits", message);
    }
    return bare;
  }

  private static IpAddress network(IpRange range) {
    byte[] bytes = range.network().toInetAddress().getAddress();
    for (int bit = range.prefixLength(); bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    try {
      return IpAddress.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }
}
