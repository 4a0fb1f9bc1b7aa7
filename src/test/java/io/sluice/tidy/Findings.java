package io.sluice.tidy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks through files for what a rule forbids; a finding reads {@code file:line: text}. */
final class Findings {
  private final Repository repository;

  Findings(Repository repository) {
    this.repository = repository;
  }

  /** Lines in which the pattern is found. */
  List<String> of(Stream<Path> files, Pattern forbidden) {
    return ofLines(files, line -> forbidden.matcher(line).find());
  }

  /** Lines that the rule picks. */
  List<String> ofLines(Stream<Path> files, Predicate<String> forbidden) {
    return files.flatMap(file -> ofLines(file, forbidden)).toList();
  }

  private Stream<String> ofLines(Path file, Predicate<String> forbidden) {
    List<String> lines = repository.text(file).lines().toList();
    return Stream.iterate(0, line -> line < lines.size(), line -> line + 1)
        .filter(line -> forbidden.test(lines.get(line)))
        .map(line -> file + ":" + (line + 1) + ": " + lines.get(line).strip());
  }

  /** The last group of every match, over line ends. */
  static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(match.groupCount())).toList();
  }
}
