package io.sluice.app.render;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes maps, lists and plain values as YAML. */
final class Yaml {
  private static final int NEVER_FOLD = Integer.MAX_VALUE;

  /** The one that is read with: ~ and Null are nothing there, and text needs quotes. */
  private static final CoreSchema SCHEMA = new CoreSchema();

  private Yaml() {}

  /** One document, without its start marker. */
  static String text(Object tree) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDereferenceAliases(true)
            .setSchema(SCHEMA)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(NEVER_FOLD)
            .build();
    return new Dump(settings).dumpToString(tree);
  }

  /** A value on one line, without a line feed. */
  static String line(Object value) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.FLOW)
            .setDereferenceAliases(true)
            .setSchema(SCHEMA)
            .setSplitLines(false)
            .setWidth(NEVER_FOLD)
            .build();
    return new Dump(settings).dumpToString(value).strip();
  }
}
