package io.sluice.config.kubernetes;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.schema.PortKeys;
import io.sluice.config.schema.PortSettings;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Reads Kubernetes manifests, document by document, and makes of them what a cluster would.
 *
 * <p>What is wrong is reported as a problem and reading goes on; objects of other kinds are ignored
 * with a note. Used once: any number of {@link #read}, then {@link #finish}. One thread at a time.
 */
public final class ManifestReader {
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
  private final PortKeys keys = new PortKeys();
  private final ServiceReader serviceReader;
  private final ManifestSet objects = new ManifestSet();
  private final Map<ObjectKey, Position> firstPositions = new HashMap<>();

  /**
   * Makes a reader.
   *
   * @param problems where everything that is wrong is reported
   * @param defaults settings of services that have no annotation for them
   */
  public ManifestReader(Problems problems, PortSettings defaults) {
    this.problems = problems;
    this.serviceReader = new ServiceReader(notes, keys, defaults);
  }

  /** Reads a document: an object or a list of objects. */
  public void read(YamlNode document) {
    for (Fields object : ObjectList.objectsOf(document, problems)) {
      read(object);
    }
  }

  /** What all documents amount to together. */
  public KubernetesObjects finish() {
    KubernetesObjects result =
        new ManifestAssembly(objects, problems, notes).assemble(keys.tlsFiles());
    notes.report(problems);
    return result;
  }

  private void read(Fields object) {
    String kind = Objects.requireNonNull(object.text("kind"));
    String version = object.text("apiVersion");
    String supported = API_VERSIONS.get(kind);
    if (supported == null) {
      ignore(object, kind);
    } else if (version == null) {
      if (!object.has("apiVersion")) {
        object.missing("apiVersion");
      }
    } else if (version.equals(supported)) {
      readObject(object, kind);
    } else if (group(version).equals(group(supported))) {
      problems.warning(
          object.position("apiVersion"),
          object.path("apiVersion"),
          "api-version",
          kind + " of " + Quote.value(version) + " is ignored; use " + supported);
    } else {
      ignore(object, kind);
    }
  }

  private void ignore(Fields object, String kind) {
    String message = "objects of kind " + Quote.value(kind) + " are ignored";
    notes.add("ignored-kind", message, rawName(object), object.position());
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
