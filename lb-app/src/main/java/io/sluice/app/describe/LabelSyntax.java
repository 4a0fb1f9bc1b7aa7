package io.sluice.app.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What may be a label's key and value; mistakes are worded as those of the API server. */
final class LabelSyntax {
  private static final int LONGEST_NAME = 63;
  private static final int LONGEST_PREFIX = 253;
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private static final String NAME_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final String DOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final String VALUE_RULE =
      "must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must"
          + " start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or"
          + " '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

  private LabelSyntax() {}

  /** Refuses what cannot be a label's key: a name with an optional domain before a slash. */
  static void requireKey(String key) {
    List<String> mistakes = keyMistakes(key);
    if (!mistakes.isEmpty()) {
      throw new OutputException(
          "<nil>: Invalid value: " + GoText.quoted(key) + ": " + String.join("; ", mistakes));
    }
  }

  private static List<String> keyMistakes(String key) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    if (name.indexOf('/') >= 0) {
      return List.of(
          "a qualified name "
              + NAME_RULE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    List<String> mistakes = new ArrayList<>();
    if (slash == 0) {
      mistakes.add("prefix part must be non-empty");
    }
    if (slash > LONGEST_PREFIX) {
      mistakes.add("prefix part must be no more than 253 characters");
    }
    if (slash > 0 && !DOMAIN.matcher(key.substring(0, slash)).matches()) {
      mistakes.add("prefix part " + DOMAIN_RULE);
    }
    if (name.isEmpty()) {
      mistakes.add("name part must be non-empty");
    }
    if (name.length() > LONGEST_NAME) {
      mistakes.add("name part must be no more than 63 characters");
    }
    if (!NAME.matcher(name).matches()) {
      mistakes.add("name part " + NAME_RULE);
    }
    return mistakes;
  }

  /** Returns the values if each of them can be a label's value, and refuses them otherwise. */
  static List<String> requireValues(String key, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      List<String> mistakes = new ArrayList<>();
      if (value.length() > LONGEST_NAME) {
        mistakes.add("must be no more than 63 characters");
      }
      if (!value.isEmpty() && !NAME.matcher(value).matches()) {
        mistakes.add("a valid label " + VALUE_RULE);
      }
      if (!mistakes.isEmpty()) {
        String place = "values[" + i + "][" + key + "]";
        throw new OutputException(
            place
                + ": Invalid value: "
                + GoText.quoted(value)
                + ": "
                + String.join("; ", mistakes));
      }
    }
    return values;
  }

  /** Returns the number that a value spells, and refuses anything else. */
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
