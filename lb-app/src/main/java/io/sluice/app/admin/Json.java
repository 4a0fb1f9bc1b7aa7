package io.sluice.app.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;

/** Writes maps, lists and plain values as JSON. */
final class Json {
  private static final ObjectWriter WRITER =
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private Json() {}

  static void write(Object tree, OutputStream out) throws IOException {
    WRITER.writeValue(out, tree);
    out.write('\n');
  }
}
