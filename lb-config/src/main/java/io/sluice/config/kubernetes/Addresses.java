package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses as Kubernetes does: leading zeros of IPv4 numbers mean nothing, because objects
 * that old clusters hold may have them. They are reported, since other programs read them as octal.
 */
final class Addresses {
  private static final String ALLOWED = "an IP address";
  private static final String RULE = "ip-address";
  private static final Pattern QUAD = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){3}");
  private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9])0+(?=[0-9])");

  private Addresses() {}

  /** The address under a key, or null when it is absent or unreadable, which is reported. */
  static @Nullable IpAddress read(Fields fields, String key) {
    return fields.value(key) instanceof Scalar scalar
        ? read(scalar, fields.path(key), fields.problems())
        : fields.parsed(key, RULE, ALLOWED, IpAddress::tryParse);
  }

  /** Like {@link #read(Fields, String)}, where an empty text means that there is no address. */
  static @Nullable IpAddress readUnlessEmpty(Fields fields, String key) {
    boolean isEmpty = fields.value(key) instanceof Scalar scalar && scalar.text().isEmpty();
    return isEmpty ? null : read(fields, key);
  }

  /** The addresses of a list, without the unreadable ones, which are reported. */
  static List<IpAddress> readAll(Fields fields, String key) {
    List<Scalar> scalars = fields.scalars(key);
    List<IpAddress> addresses = new ArrayList<>(scalars.size());
    for (int i = 0; i < scalars.size(); i++) {
      String path = fields.path(key) + "[" + i + "]";
      IpAddress address = read(scalars.get(i), path, fields.problems());
      if (address != null) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  /** The address that a scalar spells, or null when it spells none, which is reported. */
  static @Nullable IpAddress read(Scalar scalar, String path, Problems problems) {
    IpAddress strict = IpAddress.tryParse(scalar.text());
    if (strict != null) {
      return strict;
    }
    IpAddress lenient = withoutLeadingZeros(scalar.text());
    if (lenient == null) {
      problems.error(
          scalar.position(), path, RULE, Quote.value(scalar.text()) + " is not " + ALLOWED);
    } else {
      problems.warning(
          scalar.position(),
          path,
          "ip-leading-zeros",
          Quote.value(scalar.text()) + " has leading zeros and is read as " + lenient);
    }
    return lenient;
  }

  private static @Nullable IpAddress withoutLeadingZeros(String text) {
    return QUAD.matcher(text).matches()
        ? IpAddress.tryParse(LEADING_ZEROS.matcher(text).replaceAll(""))
        : null;
  }
}
