package io.sluice.app.cli;

import io.sluice.app.describe.Resource;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words for kinds of objects. */
final class ResourceNames implements ITypeConverter<Resource> {
  @Override
  public Resource convert(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "services", "service", "svc" -> Resource.SERVICES;
      case "endpoints", "ep" -> Resource.ENDPOINTS;
      case "endpointslices", "endpointslice" -> Resource.ENDPOINT_SLICES;
      case "pods", "pod", "po" -> Resource.PODS;
      case "connections", "connection", "conn" -> Resource.CONNECTIONS;
      default ->
          throw new TypeConversionException(
              "there is no kind '"
                  + word
                  + "'; use services, endpoints, endpointslices, pods or connections");
    };
  }

  /** The word in paths and on the command line. */
  static String plural(Resource resource) {
    return switch (resource) {
      case SERVICES -> "services";
      case ENDPOINTS -> "endpoints";
      case ENDPOINT_SLICES -> "endpointslices";
      case PODS -> "pods";
      case CONNECTIONS -> "connections";
    };
  }

  /** The word with its API group, as the API server says it. */
  static String qualifiedPlural(Resource resource) {
    String group =
        switch (resource) {
          case ENDPOINT_SLICES -> ".discovery.k8s.io";
          case CONNECTIONS -> ".sluice.io";
          case SERVICES, ENDPOINTS, PODS -> "";
        };
    return plural(resource) + group;
  }
}
