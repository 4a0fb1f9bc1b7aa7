package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** The columns of a table of one kind of object, as the API server computes them. */
sealed interface Columns
    permits ServiceColumns, EndpointsColumns, EndpointSliceColumns, PodColumns, ConnectionColumns {

  /** The headers; the last {@link #wideOnly} of them are only shown in a wide table. */
  List<String> headers();

  /** How many columns only a wide table shows. */
  int wideOnly();

  /** The cells of one object, one for each header. */
  List<String> cells(JsonNode object, Instant now);

  /** The name of an object. */
  static String name(JsonNode object) {
    return object.path("metadata").path("name").asText("");
  }

  /** The age of an object. */
  static String age(JsonNode object, Instant now) {
    return Age.since(object.path("metadata").path("creationTimestamp"), now);
  }
}
