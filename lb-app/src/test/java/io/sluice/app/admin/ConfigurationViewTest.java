package io.sluice.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.ConfigurationLoader;
import io.sluice.config.model.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the admin API shows of the settings. */
final class ConfigurationViewTest {
  @TempDir private Path folder;

  @Test
  void everySettingIsShownButTheHashSeed() throws IOException {
    FakeProcess process = new FakeProcess();
    process.configuration =
        load(
            """
            dataPlane: {hashSeed: t0p-s3cret}
            limits: {maxUdpSessions: 17}
            node: {name: node-1, zone: a}
            """);

    Map<String, Object> view = ConfigurationView.of(process);

    assertThat(view.toString())
        .contains("maxUdpSessions=17", "name=node-1", "zone=a")
        .doesNotContain("t0p-s3cret");
  }

  private Configuration load(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("test.yaml"), text);
    return Objects.requireNonNull(
        ConfigurationLoader.load(List.of(file), Map.of()).configuration());
  }
}
