package io.sluice.config.kubernetes;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Entry;
import io.sluice.config.yaml.YamlNode.Mapping;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a played cluster: those that were given, with an address if they had none, and the
 * replicas of Deployments without pods. One thread at a time.
 */
final class PlayedPods {
  /** A demo with more replicas would show nothing more. */
  private static final int MAX_REPLICAS = 100;

  private static final int FIRST_ADDRESS = 127 << 24 | 30 << 16 | 194 << 8 | 66;

  private final List<Mapping> pods = new ArrayList<>();
  private final LabelIndex<PodManifest> index = new LabelIndex<>(pod -> pod.metadata().labels());
  private final Set<String> taken = new HashSet<>();
  private int nextAddress = FIRST_ADDRESS;

  PlayedPods(List<Mapping> given) {
    List<Mapping> withoutAddress = new ArrayList<>();
    for (Mapping pod : given) {
      PodManifest manifest = parse(pod);
      if (manifest != null) {
        index.add(manifest.metadata().namespace(), manifest);
        manifest.ips().forEach(ip -> taken.add(ip.toString()));
      }
      if (manifest != null && manifest.ips().isEmpty() && !manifest.isFinished()) {
        withoutAddress.add(pod);
      } else {
        pods.add(pod);
      }
    }
    withoutAddress.forEach(pod -> pods.add(running(pod)));
  }

  List<Mapping> pods() {
    return List.copyOf(pods);
  }

  /** Starts what a Deployment asks for, unless some of its pods were given. */
  void addReplicas(Mapping object) {
    Problems unreported = new Problems(); // the reader of the same objects reports them
    Fields fields = new Fields(object, "", unreported);
    ObjectMeta metadata = ObjectMeta.read(fields);
    Fields spec = fields.mapping("spec");
    Fields template = spec == null ? null : spec.mapping("template");
    if (metadata == null || spec == null || template == null) {
      return;
    }
    DeploymentManifest deployment = DeploymentManifest.read(fields, metadata);
    if (!index.matching(metadata.namespace(), deployment.matchLabels()).isEmpty()) {
      return;
    }
    int replicas = Math.min(spec.integer("replicas", 0, Integer.MAX_VALUE, 1), MAX_REPLICAS);
    for (int i = 0; i < replicas; i++) {
      Mapping replica = replica(metadata, template.node(), i);
      pods.add(running(LoopbackRewrite.of(replica, "Pod")));
    }
  }

  private static Mapping replica(ObjectMeta deployment, Mapping template, int number) {
    String name = deployment.name() + "-" + StableSuffix.of(deployment + " " + number);
    Position position = deployment.position();
    YamlNode metadata = template.get("metadata");
    YamlNode named = metadata instanceof Mapping ? metadata : mapping(position);
    named = NodeEdit.put("name", text(name, position)).apply(named);
    named = NodeEdit.put("namespace", text(deployment.namespace(), position)).apply(named);
    List<Entry> entries = new ArrayList<>();
    entries.add(entry("apiVersion", text("v1", position)));
    entries.add(entry("kind", text("Pod", position)));
    entries.add(entry("metadata", named));
    YamlNode spec = template.get("spec");
    entries.add(entry("spec", spec == null ? mapping(position) : spec));
    return new Mapping(List.copyOf(entries), template.position());
  }

  private Mapping running(Mapping pod) {
    Position position = pod.position();
    YamlNode address = text(freeAddress(), position);
    YamlNode ready =
        mapping(
            position,
            entry("type", text("Ready", position)),
            entry("status", text("True", position)));
    YamlNode status =
        mapping(
            position,
            entry("phase", text("Running", position)),
            entry("podIP", address),
            entry(
                "podIPs", new Sequence(List.of(mapping(position, entry("ip", address))), position)),
            entry("conditions", new Sequence(List.of(ready), position)));
    return (Mapping) NodeEdit.put("status", status).apply(pod);
  }

  private String freeAddress() {
    while (true) {
      int address = nextAddress++;
      String text =
          "127." + (address >> 16 & 0xff) + "." + (address >> 8 & 0xff) + "." + (address & 0xff);
      boolean isHost = (address & 0xff) != 0 && (address & 0xff) != 0xff;
      if (isHost && taken.add(text)) {
        return text;
      }
    }
  }

  private static @Nullable PodManifest parse(Mapping pod) {
    Fields fields = new Fields(pod, "", new Problems());
    ObjectMeta metadata = ObjectMeta.read(fields);
    return metadata == null ? null : PodReader.read(fields, metadata);
  }

  private static Mapping mapping(Position position, Entry... entries) {
    return new Mapping(List.of(entries), position);
  }

  private static Entry entry(String key, YamlNode value) {
    return new Entry(new Scalar(key, true, value.position()), value);
  }

  /** In quotes, so that no word is taken for a truth value. */
  private static Scalar text(String text, Position position) {
    return new Scalar(text, false, position);
  }
}
