package io.sluice.app.demo;

import io.sluice.config.model.Configuration;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text that tells a newcomer what the demo is and what to try. */
public final class Guide {
  private final Configuration configuration;
  private final ListenAddress admin;
  private final Map<String, String> podNames = new HashMap<>();

  /**
   * Explains a running demo.
   *
   * @param admin where its admin HTTP listens
   */
  public Guide(SampleCluster cluster, ListenAddress admin) {
    this.configuration = cluster.configuration();
    this.admin = admin;
    cluster.podPorts().forEach(port -> podNames.put(port.address().toString(), port.pod()));
  }

  /** The whole text. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("Sluice balances these services over echo pods inside this process:\n\n");
    for (Service service : configuration.services()) {
      appendService(text, service);
    }
    appendWhatToTry(text);
    return text.append("\nCtrl-C stops it.\n").toString();
  }

  private void appendService(StringBuilder text, Service service) {
    text.append(service.name()).append('\n');
    for (ServicePort port : service.ports()) {
      for (IpAddress vip : service.vips()) {
        text.append("  http://").append(vip.withPort(port.port())).append("/\n");
      }
      for (EndpointSpec endpoint : port.endpoints()) {
        text.append("      ")
            .append(endpoint.hostAndPort())
            .append("  ")
            .append(podNames.getOrDefault(endpoint.address().host(), ""))
            .append('\n');
      }
    }
    text.append('\n');
  }

  private void appendWhatToTry(StringBuilder text) {
    String url = firstUrl();
    if (url != null) {
      text.append("Try it, several times; each pod answers in its turn:\n\n  curl ")
          .append(url)
          .append("\n\nThen look at it from another terminal:\n\n");
    }
    String option = isDefault(admin) ? "" : " --admin " + admin;
    text.append("  ./sluice get services").append(option).append('\n');
    text.append("  ./sluice get pods -o wide").append(option).append('\n');
    if (!configuration.services().isEmpty()) {
      text.append("  ./sluice describe service ")
          .append(configuration.services().getFirst().name().name())
          .append(option)
          .append('\n');
    }
    text.append("  curl http://").append(admin).append("/metrics\n");
  }

  private @Nullable String firstUrl() {
    for (Service service : configuration.services()) {
      if (!service.vips().isEmpty() && !service.ports().isEmpty()) {
        return "http://"
            + service.vips().getFirst().withPort(service.ports().getFirst().port())
            + "/";
      }
    }
    return null;
  }

  private static boolean isDefault(ListenAddress admin) {
    return admin.equals(Settings.DEFAULT.admin());
  }
}
