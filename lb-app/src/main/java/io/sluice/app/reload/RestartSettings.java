package io.sluice.app.reload;

import io.sluice.config.model.Settings;
import java.util.ArrayList;
import java.util.List;

/** The settings that a process takes up once, when it starts. */
final class RestartSettings {
  private RestartSettings() {}

  /** The keys of those that differ. */
  static List<String> changed(Settings started, Settings read) {
    List<String> keys = new ArrayList<>();
    if (!started.admin().equals(read.admin())) {
      keys.add("admin.listen");
    }
    if (started.transport() != read.transport()) {
      keys.add("dataPlane.transport");
    }
    if (started.eventLoops() != read.eventLoops()) {
      keys.add("dataPlane.eventLoops");
    }
    if (started.zeroCopy() != read.zeroCopy()) {
      keys.add("dataPlane.zeroCopy");
    }
    return keys;
  }
}
