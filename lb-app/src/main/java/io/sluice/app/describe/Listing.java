package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Objects of one kind that a {@code get} has found. */
public sealed interface Listing {
  /** The kind of the objects. */
  Resource resource();

  /** The objects, in the order in which they are printed. */
  List<JsonNode> objects();

  /** The object that was asked for by its name; printed by itself. */
  record One(Resource resource, JsonNode object) implements Listing {
    @Override
    public List<JsonNode> objects() {
      return List.of(object);
    }
  }

  /** The objects of one namespace, or several that were named; printed as a List. */
  record Several(Resource resource, List<JsonNode> objects) implements Listing {
    public Several {
      objects = List.copyOf(objects);
    }
  }

  /** The objects of all namespaces: a List, and tables tell the namespace of each. */
  record AllNamespaces(Resource resource, List<JsonNode> objects) implements Listing {
    public AllNamespaces {
      objects = List.copyOf(objects);
    }
  }
}
