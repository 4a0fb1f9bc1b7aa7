package io.sluice.app.render;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes maps, lists and plain values as YAML. */
final class Yaml {
  private static final int NEVER_FOLD = Integer.MAX_VALUE;

  private Yaml() {}

  /** One document, without its start marker. */
  static String text(Object tree) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDereferenceAliases(true)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(NEVER_FOLD)
            .build();
    return new Dump(settings).dumpToString(tree);
  }
}
