package io.sluice.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkdownTest {
  @Test
  void cellsKeepTheirTable() {
    Markdown text = new Markdown().table(List.of("a|b", ""), List.of(List.of("c\nd", "**e**")));
    assertThat(text).hasToString("\n| a\\|b | |\n| --- | --- |\n| c d | **e** |\n");
  }

  @Test
  void textThatIsShownAsItIsMeansNothing() {
    assertThat(Markdown.escape("AMD *EPYC* 7_3 [x](y) <b>`\n#1"))
        .isEqualTo("AMD \\*EPYC\\* 7\\_3 \\[x\\](y) \\<b\\>\\` \\#1");
  }

  @Test
  void partsAreParagraphs() {
    Markdown text = new Markdown().heading(1, "T").list(List.of("a", "b")).paragraph("p");
    assertThat(text).hasToString("# T\n\n- a\n- b\n\np\n");
  }
}
