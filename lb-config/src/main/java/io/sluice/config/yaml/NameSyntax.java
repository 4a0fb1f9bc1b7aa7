package io.sluice.config.yaml;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The spellings that Kubernetes allows for names, labels and port names. */
public final class NameSyntax {
  /** What {@link #label} allows, for messages. */
  public static final String LABEL_ALLOWED =
      "a name; use at most 63 lower-case letters, digits and -, with a letter or digit at both"
          + " ends";

  /** What {@link #subdomain} allows, for messages. */
  public static final String SUBDOMAIN_ALLOWED =
      "a name; use at most 253 lower-case letters, digits, - and .";

  /** What {@link #portName} and port numbers allow, for messages. */
  public static final String PORT_ALLOWED =
      "a port; use 1 to 65535, or a port name of at most 15 lower-case letters, digits and -";

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern QUALIFIED_PART =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Pattern PORT_NAME =
      Pattern.compile("(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?");
  private static final int LONGEST_SUBDOMAIN = 253;

  private NameSyntax() {}

  /** The text when it is a DNS-1123 label, as services and namespaces are named; else null. */
  public static @Nullable String label(String text) {
    return LABEL.matcher(text).matches() ? text : null;
  }

  /** The text when it is a DNS-1123 subdomain, as most objects are named; else null. */
  public static @Nullable String subdomain(String text) {
    boolean isShort = text.length() <= LONGEST_SUBDOMAIN;
    return isShort && SUBDOMAIN.matcher(text).matches() ? text : null;
  }

  /** The text when a container port may have it as its name; else null. */
  public static @Nullable String portName(String text) {
    return PORT_NAME.matcher(text).matches() ? text : null;
  }

  /** Whether the text may be the key of a label or annotation: {@code [subdomain/]name}. */
  public static boolean isQualifiedName(String text) {
    int slash = text.indexOf('/');
    return (slash < 0 || subdomain(text.substring(0, slash)) != null)
        && QUALIFIED_PART.matcher(text.substring(slash + 1)).matches();
  }

  /** Whether the text may be the value of a label. */
  public static boolean isLabelValue(String text) {
    return text.isEmpty() || QUALIFIED_PART.matcher(text).matches();
  }
}
