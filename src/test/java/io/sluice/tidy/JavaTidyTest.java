package io.sluice.tidy;

import static io.sluice.tidy.Repository.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for the Java sources that neither the compiler nor the formatter checks. */
final class JavaTidyTest {
  private static final int COLUMNS = 100;
  private static final int MAIN_LINES = 400;
  private static final int TEST_LINES = 500;

  /** Files that may be longer, with the reason. */
  private static final Map<String, String> LONG_FOR_A_REASON = Map.of();

  /** Lines that may hold a word that is not ours: it is the name of somebody else's thing. */
  private static final Set<String> FOREIGN_WORDS =
      Set.of(
          "defaultBackend", // field of a Kubernetes Ingress
          "backendRefs", // field of a Gateway API route
          "    upstream "); // directive of nginx

  private static final Repository REPOSITORY = Repository.here();
  private static final Findings FINDINGS = new Findings(REPOSITORY);

  @Test
  void noLineIsLongerThanTheColumns() {
    assertThat(
            FINDINGS.ofLines(
                ours(),
                line -> line.codePointCount(0, line.length()) > COLUMNS && !line.contains("://")))
        .as("more than %d columns", COLUMNS)
        .isEmpty();
  }

  @Test
  void noFileIsLongerThanARoom() {
    Stream<String> tooLong =
        REPOSITORY
            .java()
            .filter(file -> !LONG_FOR_A_REASON.containsKey(file.toString()))
            .filter(file -> lines(file) > (Repository.isTest(file) ? TEST_LINES : MAIN_LINES))
            .map(file -> file + ": " + lines(file) + " lines");
    assertThat(tooLong).as("look for the second class inside").isEmpty();
  }

  @Test
  void testsWaitForConditionsAndNotForTime() {
    assertThat(
            FINDINGS.of(
                ours().filter(Repository::isTest),
                Pattern.compile("\\b(Thread|TimeUnit\\.\\w+)\\.sleep\\(")))
        .as("Awaitility waits for a condition")
        .isEmpty();
  }

  @Test
  void noTestIsSwitchedOff() {
    assertThat(FINDINGS.of(ours(), Pattern.compile("@Disabled\\b"))).isEmpty();
  }

  @Test
  void wordsAreThoseOfTheGlossary() {
    Pattern others = Pattern.compile("(?i)back-?ends?\\b|backend|upstream|downstream");
    assertThat(
            FINDINGS.ofLines(
                ours(),
                line ->
                    others.matcher(line).find()
                        && FOREIGN_WORDS.stream().noneMatch(line::contains)))
        .as("docs/glossary.md: endpoint, client")
        .isEmpty();
  }

  @Test
  void typesAreNamedForWhatTheyAre() {
    Pattern vague =
        Pattern.compile("\\w*(Utils?|Helpers?|Manager|Impl|Data|Info)\\.java|Abstract\\w+\\.java");
    assertThat(ours().filter(file -> vague.matcher(name(file)).matches())).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() {
    Set<String> missing = new TreeSet<>();
    REPOSITORY
        .java()
        .filter(file -> file.toString().contains("src/main/java/"))
        .map(file -> file.resolveSibling("package-info.java"))
        .filter(file -> !REPOSITORY.files().contains(file) || !isDocumented(REPOSITORY.text(file)))
        .forEach(file -> missing.add(file.toString()));
    assertThat(missing).as("needs a sentence of Javadoc and @NullMarked").isEmpty();
  }

  private static boolean isDocumented(String packageInfo) {
    return packageInfo.startsWith("/**") && packageInfo.contains("\n@NullMarked\n");
  }

  private static long lines(Path file) {
    return REPOSITORY.text(file).lines().count();
  }

  /* This folder holds the words that it forbids. */
  private static Stream<Path> ours() {
    return REPOSITORY.java().filter(file -> !file.startsWith("src/test/java/io/sluice/tidy"));
  }
}
