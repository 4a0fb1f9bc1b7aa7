package io.sluice.config.schema;

import io.sluice.config.model.Settings;
import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.validate.LocatedService;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads native documents, which add up: services of all of them are served, and each of the other
 * keys may stand in one of them.
 *
 * <p>Used once: any number of {@link #read}, then {@link #finish}. One thread at a time.
 */
public final class NativeReader {
  /** Keys that concern everything, so that two documents could only contradict each other. */
  private static final List<String> ONCE =
      List.of("admin", "shutdown", "dataPlane", "limits", "node", "vips", "defaults");

  private final Problems problems;
  private final Map<String, String> variables;
  private final Map<String, Position> given = new HashMap<>();
  private final List<Fields> services = new ArrayList<>();
  private final List<Scalar> manifests = new ArrayList<>();
  private final PortKeys portKeys = new PortKeys();
  private Settings settings = Settings.DEFAULT;
  private PortSettings defaults = PortSettings.DEFAULT;

  /**
   * Makes a reader.
   *
   * @param problems where everything that is wrong is reported
   * @param variables what {@code ${NAME}} in a value stands for
   */
  public NativeReader(Problems problems, Map<String, String> variables) {
    this.problems = problems;
    this.variables = variables;
  }

  /** Reads a document. One that names unknown variables is not read any further. */
  public void read(YamlNode document) {
    Environment environment = new Environment(variables, problems);
    YamlNode expanded = environment.expand(document);
    if (environment.hasFailed()) {
      return;
    }
    if (!(expanded instanceof Mapping mapping)) {
      String message = "found " + document.kind() + "; use a mapping, such as services: [...]";
      problems.error(document.position(), "", "type", message);
      return;
    }
    Fields fields = new Fields(mapping, "", problems);
    ONCE.forEach(key -> checkOnce(fields, key));
    settings = SettingsReader.read(fields, settings);
    Fields written = fields.mapping("defaults");
    if (written != null) {
      defaults = portKeys.read(written, defaults);
      written.rejectUnknownKeys();
    }
    services.addAll(fields.mappings("services"));
    manifests.addAll(fields.scalars("manifests"));
    fields.rejectUnknownKeys();
  }

  /** What all documents amount to. Only now are the defaults known that services inherit. */
  public NativeConfiguration finish() {
    List<LocatedService> located = new ArrayList<>(services.size());
    for (Fields service : services) {
      LocatedService read = ServiceReader.read(service, portKeys, defaults);
      if (read != null) {
        located.add(read);
      }
    }
    Settings placed = SettingsReader.withNodeName(settings, variables, problems);
    return new NativeConfiguration(placed, defaults, located, manifests, portKeys.tlsFiles());
  }

  private void checkOnce(Fields fields, String key) {
    if (fields.has(key)) {
      Position first = given.putIfAbsent(key, fields.position(key));
      if (first != null) {
        String where = first.source() + ":" + first.line();
        fields.error(key, "given-twice", key + " was already given, at " + where);
      }
    }
  }
}
