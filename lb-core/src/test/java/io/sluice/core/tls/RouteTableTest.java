package io.sluice.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.rig.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The most exact route holds. */
class RouteTableTest {
  private static RouteTable.Entry<String> route(String pattern, String target, String... alpn) {
    return new RouteTable.Entry<>(pattern, List.of(alpn), target);
  }

  private static @Nullable String find(
      List<RouteTable.Entry<String>> routes, @Nullable String name, String... alpn) {
    return RouteTable.of(routes).find(new ClientHello(name, List.of(alpn)));
  }

  private static final List<RouteTable.Entry<String>> NAMES =
      List.of(
          route("*", "default"),
          route("*.example", "wildcard"),
          route("*.b.example", "longer wildcard"),
          route("a.b.example", "exact"),
          route("example", "bare"));

  @Test
  void longestMatchWins() {
    assertThat(find(NAMES, "a.b.example")).isEqualTo("exact");
    assertThat(find(NAMES, "c.b.example")).isEqualTo("longer wildcard");
    assertThat(find(NAMES, "x.a.b.example")).isEqualTo("longer wildcard");
    assertThat(find(NAMES, "b.example")).isEqualTo("wildcard");
    assertThat(find(NAMES, "x.y.z.example")).isEqualTo("wildcard");
    assertThat(find(NAMES, "example")).isEqualTo("bare");
    assertThat(find(NAMES, "other")).isEqualTo("default");
    assertThat(find(NAMES, null)).isEqualTo("default");
  }

  @Test
  void wildcardDoesNotMatchPartsOfLabels() {
    List<RouteTable.Entry<String>> routes = List.of(route("*.example", "wildcard"));
    assertThat(find(routes, "notexample")).isNull();
    assertThat(find(routes, "a.notexample")).isNull();
    assertThat(find(routes, "example")).isNull();
    assertThat(find(routes, "a.example.org")).isNull();
  }

  @Test
  void withoutADefaultNothingMatchesAStranger() {
    List<RouteTable.Entry<String>> routes = List.of(route("a.example", "exact"));
    assertThat(find(routes, "b.example")).isNull();
    assertThat(find(routes, null)).isNull();
    assertThat(RouteTable.of(List.of()).isEmpty()).isTrue();
    assertThat(find(List.of(), "a.example")).isNull();
  }

  @Test
  void protocolsNarrowARouteDown() {
    List<RouteTable.Entry<String>> routes =
        List.of(
            route("a.example", "any"),
            route("a.example", "h2", "h2"),
            route("a.example", "h2 again", "h2"),
            route("*.example", "acme", "acme-tls/1"),
            route("b.example", "only h2", "h2", "h3"));
    assertThat(find(routes, "a.example", "http/1.1", "h2")).isEqualTo("h2");
    assertThat(find(routes, "a.example", "http/1.1")).isEqualTo("any");
    assertThat(find(routes, "a.example")).isEqualTo("any");
    assertThat(find(routes, "b.example", "acme-tls/1")).isEqualTo("acme");
    assertThat(find(routes, "b.example", "h3")).isEqualTo("only h2");
    assertThat(find(routes, "b.example")).isNull();
  }

  @Test
  void anyTableAnswersAsASearchOfTheWholeList() {
    Random random = new Random(Seeds.next("RouteTableTest"));
    for (int round = 0; round < 300; round++) {
      List<RouteTable.Entry<String>> routes = new ArrayList<>();
      for (int i = random.nextInt(20); i >= 0; i--) {
        String name = name(random);
        String pattern =
            switch (random.nextInt(4)) {
              case 0 -> "*";
              case 1, 2 -> "*." + name;
              default -> name;
            };
        String[] alpn = random.nextInt(3) == 0 ? new String[] {"h2"} : new String[0];
        routes.add(route(pattern, pattern + " " + i, alpn));
      }
      RouteTable<String> table = RouteTable.of(routes);
      for (int i = 0; i < 50; i++) {
        ClientHello hello =
            new ClientHello(name(random), random.nextBoolean() ? List.of("h2") : List.of());
        assertThat(table.find(hello))
            .as("%s in %s", hello, routes)
            .isEqualTo(search(routes, hello));
      }
    }
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      name.append("abc".charAt(random.nextInt(3))).append(i == 0 ? "" : ".");
    }
    return name.toString();
  }

  private static @Nullable String search(List<RouteTable.Entry<String>> routes, ClientHello hello) {
    String best = null;
    int bestRank = -1;
    for (RouteTable.Entry<String> route : routes) {
      int rank = 2 * exactness(route.pattern(), hello.serverName());
      if (rank < 0 || (!route.alpn().isEmpty() && !hello.alpn().containsAll(route.alpn()))) {
        continue;
      }
      rank += route.alpn().isEmpty() ? 0 : 1;
      if (rank > bestRank) {
        bestRank = rank;
        best = route.target();
      }
    }
    return best;
  }

  private static int exactness(String pattern, @Nullable String name) {
    if (pattern.equals("*")) {
      return 0;
    }
    if (name == null) {
      return -1;
    }
    if (pattern.equals(name)) {
      return 1000;
    }
    return pattern.startsWith("*.") && name.endsWith(pattern.substring(1)) ? pattern.length() : -1;
  }
}
