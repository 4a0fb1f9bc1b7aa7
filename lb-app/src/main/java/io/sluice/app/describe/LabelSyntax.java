package io.sluice.app.describe;

import java.util.List;
import java.util.regex.Pattern;

/** What may be a label's key and value; mistakes are worded as those of the API server. */
final class LabelSyntax {
  private static final int LONGEST_NAME = 63;
  private static final int LONGEST_PREFIX = 253;
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private LabelSyntax() {}

  static void requireKey(String key) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    String why = "";
    if (name.indexOf('/') >= 0) {
      why =
          "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must"
              + " start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or"
              + " '123-abc', regex used for validation is"
              + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix"
              + " and '/' (e.g. 'example.com/MyName')";
    } else if (name.length() > LONGEST_NAME) {
      why = "name part must be no more than 63 bytes";
    } else if (name.isEmpty()) {
      why = "name part must be non-empty";
    } else if (!NAME.matcher(name).matches()) {
      why =
          "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and"
              + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"
              + " regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    } else if (slash == 0) {
      why = "prefix part must be non-empty";
    } else if (slash > LONGEST_PREFIX) {
      why = "prefix part must be no more than 253 bytes";
    } else if (slash > 0 && !DOMAIN.matcher(key.substring(0, slash)).matches()) {
      why =
          "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
              + " characters, '-' or '.', and must start and end with an alphanumeric character"
              + " (e.g. 'example.com', regex used for validation is"
              + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    }
    if (!why.isEmpty()) {
      throw new OutputException("<nil>: Invalid value: " + GoText.quoted(key) + ": " + why);
    }
  }

  static List<String> requireValues(String key, List<String> values) {
    if (values.isEmpty()) {
      throw new OutputException(
          "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty");
    }
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      String why = "";
      if (value.length() > LONGEST_NAME) {
        why = "must be no more than 63 bytes";
      } else if (!value.isEmpty() && !NAME.matcher(value).matches()) {
        why =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
                + " or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',"
                + "  or 'my_value',  or '12345', regex used for validation is"
                + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
      }
      if (!why.isEmpty()) {
        throw new OutputException(
            "values[" + i + "][" + key + "]: Invalid value: " + GoText.quoted(value) + ": " + why);
      }
    }
    return values;
  }

  static long requireNumber(String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException notANumber) {
      throw new OutputException(
          "values[0]: Invalid value: "
              + GoText.quoted(value)
              + ": for 'Gt', 'Lt' operators, the value must be an integer");
    }
  }
}
