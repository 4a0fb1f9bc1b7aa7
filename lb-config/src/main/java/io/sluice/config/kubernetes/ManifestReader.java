package io.sluice.config.kubernetes;

import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Kubernetes manifests, document by document, and makes of them what a cluster would.
 *
 * <p>What is wrong is reported as a problem and reading goes on; objects of other kinds are ignored
 * with a note. Used once: any number of {@link #read}, then {@link #finish}. One thread at a time.
 */
public final class ManifestReader {
  private static final String LIST = "List";
  private static final String SERVICE = "Service";
  private static final String ENDPOINT_SLICE = "EndpointSlice";
  private static final String ENDPOINTS = "Endpoints";
  private static final String POD = "Pod";
  private static final String DEPLOYMENT = "Deployment";
  private static final String NODE = "Node";

  /** The API that a kind belongs to; elsewhere the same word means another thing. */
  private static final Map<String, String> API_VERSIONS =
      Map.of(
          SERVICE, "v1",
          ENDPOINT_SLICE, "discovery.k8s.io/v1",
          ENDPOINTS, "v1",
          POD, "v1",
          DEPLOYMENT, "apps/v1",
          NODE, "v1");

  private final Problems problems;
  private final RepeatedNotes notes = new RepeatedNotes();
  private final ServiceReader serviceReader;
  private final ManifestSet objects = new ManifestSet();
  private final Map<ObjectKey, Position> firstPositions = new HashMap<>();

  /**
   * Makes a reader.
   *
   * @param problems where everything that is wrong is reported
   * @param defaults settings of services that have no annotation for them
   */
  public ManifestReader(Problems problems, ConnectionSettings defaults) {
    this.problems = problems;
    this.serviceReader = new ServiceReader(notes, defaults);
  }

  /** Reads a document: an object or a list of objects. */
  public void read(YamlNode document) {
    if (document instanceof Mapping mapping) {
      read(new Fields(mapping, "", problems), null, null);
    } else {
      problems.error(
          document.position(),
          "",
          "type",
          "found " + document.kind() + "; use a Kubernetes object");
    }
  }

  /** What all documents amount to together. */
  public KubernetesObjects finish() {
    KubernetesObjects result = new ManifestAssembly(objects, problems, notes).assemble();
    notes.report(problems);
    return result;
  }

  /** Items of a typed list, such as a ServiceList, need not repeat their kind and version. */
  private void read(Fields object, @Nullable String listKind, @Nullable String listVersion) {
    String kind = object.has("kind") ? object.text("kind") : listKind;
    String version = object.has("apiVersion") ? object.text("apiVersion") : listVersion;
    if (kind == null) {
      if (!object.has("kind")) {
        object.missing("kind");
      }
    } else if (kind.endsWith(LIST) && (object.has("items") || kind.equals(LIST))) {
      String itemKind = kind.substring(0, kind.length() - LIST.length());
      for (Fields item : object.mappings("items")) {
        read(item, itemKind.isEmpty() ? null : itemKind, itemKind.isEmpty() ? null : version);
      }
    } else if (version == null && API_VERSIONS.containsKey(kind)) {
      if (!object.has("apiVersion")) {
        object.missing("apiVersion");
      }
    } else if (!isSupported(kind, version)) {
      ignore(object, kind, version);
    } else {
      readObject(withType(object, kind, version), kind);
    }
  }

  private static boolean isSupported(String kind, @Nullable String version) {
    String supported = API_VERSIONS.get(kind);
    return supported != null && supported.equals(version);
  }

  /** An old version of the right API is a mistake to be told; everything else is just not ours. */
  private void ignore(Fields object, String kind, @Nullable String version) {
    String supported = API_VERSIONS.get(kind);
    if (supported != null && version != null && group(version).equals(group(supported))) {
      problems.warning(
          object.position("apiVersion"),
          object.path("apiVersion"),
          "api-version",
          kind + " of " + Quote.value(version) + " is ignored; use " + supported);
    } else {
      String message = "objects of kind " + Quote.value(kind) + " are ignored";
      notes.add("ignored-kind", message, rawName(object), object.position());
    }
  }

  private static String rawName(Fields object) {
    return object.node().get("metadata") instanceof Mapping metadata
            && metadata.get("name") instanceof Scalar name
        ? Quote.value(name.text())
        : "one without a name";
  }

  private static String group(String version) {
    int slash = version.indexOf('/');
    return slash < 0 ? "" : version.substring(0, slash);
  }

  private static Fields withType(Fields object, String kind, @Nullable String version) {
    if (object.has("kind") && object.has("apiVersion")) {
      return object;
    }
    Mapping mapping = object.node();
    List<Entry> entries = new ArrayList<>();
    entries.add(entry("apiVersion", version == null ? "" : version, mapping.position()));
    entries.add(entry("kind", kind, mapping.position()));
    for (Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (!key.equals("kind") && !key.equals("apiVersion")) {
        entries.add(entry);
      }
    }
    Mapping typed = new Mapping(List.copyOf(entries), mapping.position());
    return new Fields(typed, object.path(), object.problems());
  }

  private static Entry entry(String key, String value, Position position) {
    return new Entry(new Scalar(key, true, position), new Scalar(value, true, position));
  }

  private void readObject(Fields object, String kind) {
    ObjectMeta metadata =
        kind.equals(SERVICE) ? ObjectMeta.readWithLabelName(object) : ObjectMeta.read(object);
    if (metadata == null || isDuplicate(object, kind, metadata)) {
      return;
    }
    switch (kind) {
      case SERVICE -> {
        ServiceManifest service = serviceReader.read(object, metadata);
        if (service != null) {
          objects.services.add(service);
        }
      }
      case ENDPOINT_SLICE -> {
        EndpointSliceManifest slice = EndpointSliceReader.read(object, metadata, notes);
        if (slice != null) {
          objects.slices.add(slice);
        }
      }
      case ENDPOINTS ->
          objects.endpoints.put(metadata.qualifiedName(), EndpointsReader.read(object, metadata));
      case POD -> objects.pods.add(PodReader.read(object, metadata));
      case DEPLOYMENT -> objects.deployments.add(DeploymentManifest.read(object, metadata));
      case NODE -> objects.nodes.put(metadata.name(), new NodeManifest(metadata));
      default -> throw new IllegalStateException("no reader for kind " + kind);
    }
  }

  private boolean isDuplicate(Fields object, String kind, ObjectMeta metadata) {
    ObjectKey key = new ObjectKey(kind, metadata.namespace(), metadata.name());
    Position first = firstPositions.putIfAbsent(key, metadata.position());
    if (first == null) {
      return false;
    }
    problems.error(
        metadata.position(),
        object.path("metadata.name"),
        "duplicate-object",
        kind + " " + metadata + " is there already, at " + first.source() + ":" + first.line());
    return true;
  }

  private record ObjectKey(String kind, String namespace, String name) {}
}
