package io.sluice.config.kubernetes;

import io.sluice.config.model.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that was read, indexed by how it is looked up. Filled by one thread. */
final class ManifestSet {
  final List<ServiceManifest> services = new ArrayList<>();
  final List<EndpointSliceManifest> slices = new ArrayList<>();
  final Map<ServiceName, EndpointsManifest> endpoints = new LinkedHashMap<>();
  final List<PodManifest> pods = new ArrayList<>();
  final List<DeploymentManifest> deployments = new ArrayList<>();
  final Map<String, NodeManifest> nodes = new HashMap<>();
}
