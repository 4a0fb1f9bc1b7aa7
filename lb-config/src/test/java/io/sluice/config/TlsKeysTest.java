package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Tls;
import io.sluice.config.model.Tls.ClientCertificates;
import io.sluice.config.model.Tls.KeyPair;
import io.sluice.config.model.Tls.Verify;
import io.sluice.config.model.Tls.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code tls} means, and what is refused. */
final class TlsKeysTest {
  private static final String PAIR = "{certificate: a.pem, privateKey: a.key}";
  private static final String PORTS = "    ports: [{port: 80}]\n    endpoints: [127.0.0.2]\n";

  @TempDir private Path folder;

  @Test
  void filesAreNamedRelativeToTheFileThatNamesThem() {
    String termination =
        "{certificates: ["
            + PAIR
            + ", {certificate: /etc/b.pem, privateKey: c/b.key}], clientCertificates: Required,"
            + " clientCertificateAuthorities: ca.pem, alpn: [h2, http/1.1], minVersion: TLSv1.3,"
            + " handshakeTimeout: 3s}";

    assertThat(tls("{termination: " + termination + "}").termination())
        .isEqualTo(
            new Tls.Termination(
                List.of(
                    new KeyPair(path("a.pem"), path("a.key")),
                    new KeyPair("/etc/b.pem", path("c/b.key"))),
                ClientCertificates.REQUIRED,
                path("ca.pem"),
                List.of("h2", "http/1.1"),
                Version.TLS_1_3,
                Duration.ofSeconds(3)));
  }

  @Test
  void originationHasSafeDefaults() {
    assertThat(tls("{origination: {}}").origination())
        .isEqualTo(
            new Tls.Origination(
                null, null, null, Verify.FULL, List.of(), Version.TLS_1_2, Duration.ofSeconds(10)));
    assertThat(
            tls("{origination: {serverName: A.Example, authorities: ca.pem, certificate: a.pem,"
                    + " privateKey: a.key}}")
                .origination())
        .isEqualTo(
            new Tls.Origination(
                "a.example",
                path("ca.pem"),
                new KeyPair(path("a.pem"), path("a.key")),
                Verify.FULL,
                List.of(),
                Version.TLS_1_2,
                Duration.ofSeconds(10)));
  }

  @Test
  void unverifiedEndpointIsAWarning() {
    Loaded loaded = load("{origination: {verify: None}}", TlsFiles.UNSEEN);

    assertThat(loaded.problems()).containsExactly("4:33 tls-verify");
    assertThat(loaded.errors()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {termination: {}}                                          | 4:24 required
          {termination: {certificates: []}}                          | 4:39 required
          {termination: {certificates: [{certificate: a}]}}          | 4:40 required
          {termination: {certificates: [PAIR, {privateKey: ''}]}}    | 4:81 required, 4:94 file-name
          {termination: {certificates: [PAIR], clientCertificates: Required}} | 4:102 client-certificates
          {termination: {certificates: [PAIR], clientCertificateAuthorities: a}} | 4:112 client-certificates
          {termination: {certificates: [PAIR], minVersion: TLSv1.1}} | 4:94 choice
          {termination: {certificates: [PAIR], alpn: ['']}}          | 4:89 alpn
          {termination: {certificates: [PAIR], alpn: [h2, h2]}}      | 4:93 alpn
          {termination: {certificates: [PAIR], handshakeTimeout: 0s}} | 4:100 duration-range
          {termination: off}                                         | 4:24 type
          {origination: {certificate: a}}                            | 4:24 required
          {origination: {serverName: 'a b'}}                         | 4:37 server-name
          {origination: {verify: none}}                              | 4:33 choice
          {originate: {}}                                            | 4:11 unknown-key
          """)
  void mistakeIsAnErrorWhereItStands(String keys, String expected) {
    assertThat(load(keys.replace("PAIR", PAIR), TlsFiles.UNSEEN).errors())
        .containsExactly(expected.split(", "));
  }

  @Test
  void tlsIsForTcp() {
    String text =
        Loaded.SERVICE
            + "    tls: {origination: {}}\n"
            + "    ports: [{name: a, port: 80, protocol: UDP}, {name: b, port: 80}]\n"
            + "    endpoints: [127.0.0.2]\n";

    Loaded loaded = Loaded.text(folder, text);
    assertThat(loaded.service().ports().get(0).traffic().tls()).isEqualTo(Tls.OFF);
    assertThat(loaded.service().ports().get(1).traffic().tls()).isNotEqualTo(Tls.OFF);
    assertThat(
            Loaded.text(folder, text.replace("protocol: UDP", "protocol: UDP, tls: {}")).errors())
        .containsExactly("5:53 tls-protocol");
  }

  @Test
  void innerKeyReplacesTheOuterOneWhole() {
    String text =
        "defaults:\n  tls: {origination: {serverName: a.example, verify: None}}\n"
            + Loaded.SERVICE
            + """
                ports:
                  - {name: a, port: 80}
                  - {name: b, port: 81, tls: {origination: {alpn: [h2]}}}
                  - {name: c, port: 82, tls: {origination: Off}}
                endpoints: [127.0.0.2]
            """;
    List<Tls> read =
        Loaded.text(folder, text).service().ports().stream()
            .map(port -> port.traffic().tls())
            .toList();

    assertThat(read.get(0)).hasToString(read.get(0).toString()).isNotEqualTo(Tls.OFF);
    assertThat(read.get(1).origination())
        .isEqualTo(
            new Tls.Origination(
                null,
                null,
                null,
                Verify.FULL,
                List.of("h2"),
                Version.TLS_1_2,
                Duration.ofSeconds(10)));
    assertThat(read.get(2)).isEqualTo(Tls.OFF);
  }

  @Test
  void unusableFileIsAnErrorWhereItIsNamed() {
    TlsFiles files =
        new TlsFiles() {
          @Override
          public @Nullable String whyUnusable(KeyPair pair) {
            return pair.certificate().equals(path("a.pem")) ? "a.pem is damaged" : null;
          }

          @Override
          public @Nullable String whyUnusable(String authorities) {
            return authorities.equals(path("ca.pem")) ? "ca.pem is missing" : null;
          }
        };
    Loaded loaded =
        load(
            "{termination: {certificates: ["
                + PAIR
                + "], clientCertificates: Optional, clientCertificateAuthorities: ca.pem}}",
            files);

    assertThat(loaded.errors()).containsExactly("4:40 tls-file", "4:142 tls-file");
    assertThat(loaded.result().problems().getFirst().message()).isEqualTo("a.pem is damaged");
    assertThat(loaded.result().problems().getFirst().path())
        .isEqualTo("services[0].tls.termination.certificates[0]");
  }

  private Tls tls(String keys) {
    Loaded loaded = load(keys, TlsFiles.UNSEEN);
    assertThat(loaded.problems()).isEmpty();
    return loaded.service().ports().getFirst().traffic().tls();
  }

  private Loaded load(String keys, TlsFiles files) {
    Path file =
        Loaded.write(folder, "sluice.yaml", Loaded.SERVICE + "    tls: " + keys + "\n" + PORTS);
    return new Loaded(ConfigurationLoader.load(List.of(file), Map.of(), files));
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }
}
