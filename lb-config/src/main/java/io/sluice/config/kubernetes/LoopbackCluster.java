package io.sluice.config.kubernetes;

import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Manifest;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import io.sluice.config.problem.Problems;
import io.sluice.config.schema.PortSettings;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Manifests as they would look in a cluster that lives on this machine's loopback addresses: every
 * IPv4 address begins with 127, target ports below 1024 are 10 000 higher, pods without an address
 * get one, and so do the replicas of Deployments that have no pods.
 *
 * @param podPorts where a server has to listen for every service port to work; TCP only
 */
public record LoopbackCluster(KubernetesObjects objects, List<PodPort> podPorts) {
  public LoopbackCluster {
    podPorts = List.copyOf(podPorts);
  }

  /** Plays the cluster for these documents; what is wrong with them is reported. */
  public static LoopbackCluster play(List<YamlNode> documents, Problems problems) {
    List<Mapping> pods = new ArrayList<>();
    List<Mapping> deployments = new ArrayList<>();
    ManifestReader reader = new ManifestReader(problems, PortSettings.DEFAULT);
    for (YamlNode document : documents) {
      for (Fields object : ObjectList.objectsOf(document, problems)) {
        String kind = object.text("kind");
        Mapping moved = LoopbackRewrite.of(object.node(), kind == null ? "" : kind);
        if ("Pod".equals(kind)) {
          pods.add(moved);
        } else {
          reader.read(moved);
        }
        if ("Deployment".equals(kind)) {
          deployments.add(moved);
        }
      }
    }
    PlayedPods played = new PlayedPods(pods);
    deployments.forEach(played::addReplicas);
    played.pods().forEach(reader::read);
    KubernetesObjects objects = reader.finish();
    return new LoopbackCluster(objects, podPorts(objects));
  }

  private static List<PodPort> podPorts(KubernetesObjects objects) {
    Map<String, String> podsByIp = new HashMap<>();
    for (Manifest pod : objects.inventory().pods()) {
      Map<String, Object> status = ManifestTree.mapAt(pod.tree(), "status");
      String ip = ManifestTree.textAt(status, "podIP");
      if (ip != null) {
        podsByIp.put(ip, pod.name());
      }
    }
    Set<PodPort> ports = new LinkedHashSet<>();
    for (Service service : objects.services()) {
      for (ServicePort port : service.ports()) {
        if (port.protocol() == Protocol.TCP) {
          for (EndpointSpec endpoint : port.endpoints()) {
            if (endpoint.address() instanceof EndpointAddress.Network(IpAddress ip, int number)) {
              String pod = podsByIp.getOrDefault(ip.toString(), ip.toString());
              ports.add(new PodPort(pod, ip, number));
            }
          }
        }
      }
    }
    return List.copyOf(ports);
  }
}
