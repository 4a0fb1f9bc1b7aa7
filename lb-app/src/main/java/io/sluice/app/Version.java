package io.sluice.app;

/** The version of this build of Sluice. */
public final class Version {
  private Version() {}

  /** Such as {@code 1.2.0}; {@code development} when run from classes that are in no jar. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
