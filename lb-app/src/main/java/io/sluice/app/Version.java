package io.sluice.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build of Sluice. */
public final class Version {
  private static final String MADE_BY_MAVEN = "/META-INF/maven/io.sluice/lb-app/pom.properties";

  private Version() {}

  /** Such as {@code 1.2.0}; {@code development} when run from classes that are in no jar. */
  public static String text() {
    try (InputStream file = Version.class.getResourceAsStream(MADE_BY_MAVEN)) {
      if (file == null) {
        return "development";
      }
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
