package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Nginx;
import io.sluice.rig.Output;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS between OpenSSL's and curl's clients, nginx behind, and nginx beside as a yardstick. */
@Timeout(120)
class TlsPeersIT {
  private static final Pattern MODULES = Pattern.compile("--modules-path=(\\S+)");

  /** Two web servers in TLS and one without, and a second way to them by {@code ssl_preread}. */
  private static final String NGINX =
      """
      load_module MODULES/ngx_stream_module.so;
      daemon off;
      user root;
      worker_processes 1;
      pid PREFIX/nginx.pid;
      error_log stderr warn;
      events { worker_connections 200; }
      http {
        access_log off;
        client_body_temp_path PREFIX/body;
        proxy_temp_path PREFIX/proxy;
        fastcgi_temp_path PREFIX/fastcgi;
        uwsgi_temp_path PREFIX/uwsgi;
        scgi_temp_path PREFIX/scgi;
        ssl_certificate FOLDER/a.pem;
        ssl_certificate_key FOLDER/a.key;
        server { listen 127.0.1.1:443 ssl; location / { return 200 "a\\n"; } }
        server { listen 127.0.1.2:443 ssl; location / { return 200 "other\\n"; } }
        server { listen 127.0.1.3:80; location / { return 200 "plain\\n"; } }
      }
      stream {
        map $ssl_preread_server_name $service {
          hostnames;
          a.example 127.0.1.1:443;
          *.a.example 127.0.1.1:443;
          default 127.0.1.2:443;
        }
        server { listen 127.0.2.1:8443; ssl_preread on; proxy_pass $service; }
      }
      """;

  private static final String SLUICE =
      """
      services:
        - name: edge
          vips: [127.0.0.1]
          ports:
            - port: 8443
              routes:
                - {names: [a.example, "*.a.example"], service: a}
                - {names: ["*"], service: other}
          endpoints: []
        - name: a
          vips: [127.0.0.2]
          ports: [{port: 443}]
          endpoints: [127.0.1.1:443]
        - name: other
          vips: [127.0.0.3]
          ports: [{port: 443}]
          endpoints: [127.0.1.2:443]
        - name: terminated
          vips: [127.0.0.1]
          ports:
            - port: 9443
              targetPort: 80
              tls:
                termination: {certificates: [{certificate: a.pem, privateKey: a.key}]}
          endpoints: [127.0.1.3]
        - name: encrypted-again
          vips: [127.0.0.1]
          ports:
            - port: 10443
              targetPort: 443
              tls:
                termination: {certificates: [{certificate: a.pem, privateKey: a.key}]}
                origination: {serverName: a.example, authorities: authority.pem}
          endpoints: [127.0.1.1]
      """;

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace host;

  @BeforeEach
  void startNginx() throws IOException {
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2"
            + " -subj /CN=authority -keyout FOLDER/authority.key -out FOLDER/authority.pem");
    issue("a");
    namespaces = new NetworkNamespaces();
    host = namespaces.create("host");
    Matcher modules = MODULES.matcher(Output.ofSuccessful(List.of("nginx", "-V")).err());
    assertThat(modules.find()).isTrue();
    String configuration =
        NGINX.replace("FOLDER", folder.toString()).replace("MODULES", modules.group(1));
    namespaces.with(Nginx.start(host, folder.resolve("nginx"), configuration));
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  private Sluice start() throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file, SLUICE.replaceAll("(certificate|privateKey|authorities): ", "$1: " + folder + "/"));
    return namespaces.with(Sluice.start(host, folder.resolve("log"), "run", "-f", file.toString()));
  }

  @Test
  @Tag("C7")
  void routesLeadWhereNginxLeadsByTheSameNames() throws Exception {
    start();
    String long512 = "http/1.1" + ",some-protocol-of-no-meaning".repeat(20);
    for (String client :
        List.of(
            "-servername a.example",
            "-servername x.y.a.example",
            "-servername A.Example",
            "-servername b.example",
            "-servername aa.example",
            "-noservername",
            "-servername a.example -tls1_2",
            "-servername a.example -max_send_frag 512 -alpn " + long512,
            "-servername b.example -max_send_frag 512 -alpn " + long512)) {
      String expected = answerAt("127.0.2.1:8443", client);
      assertThat(expected).isIn("a", "other");
      assertThat(answerAt("127.0.0.1:8443", client)).as(client).isEqualTo(expected);
    }
  }

  /** Asks until nginx listens. */
  private String answerAt(String address, String client) {
    String command =
        "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | timeout 5 openssl s_client -quiet -connect "
            + address
            + " "
            + client
            + " 2>&1 | tail -n 1";
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> host.run("bash", "-c", command).out().strip(), out -> out.length() < 10);
  }

  @Test
  void curlIsAnsweredInTlsWhateverTheEndpointSpeaks() throws Exception {
    start();
    assertThat(curl("https://a.example:9443/")).isEqualTo("plain");
    assertThat(curl("https://a.example:10443/")).isEqualTo("a");
  }

  @Test
  void renewedCertificateIsShownAfterAReload() throws Exception {
    Sluice sluice = start();
    String before = fingerprintShown();
    for (String kind : List.of(".pem", ".key")) {
      issue("renewed");
      Files.copy(
          folder.resolve("renewed" + kind),
          folder.resolve("a" + kind),
          StandardCopyOption.REPLACE_EXISTING);
    }
    // The key is not the certificate's: nothing changes, and nothing ends.
    assertThat(fingerprintShown()).isEqualTo(before);
    Files.copy(
        folder.resolve("renewed.pem"),
        folder.resolve("a.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    sluice.reload();
    assertThat(fingerprintShown()).isNotEqualTo(before);
    assertThat(curl("https://a.example:9443/")).isEqualTo("plain");
  }

  private String curl(String url) {
    return host.run(
            "curl",
            "-sS",
            "--max-time",
            "10",
            "--cacert",
            folder.resolve("authority.pem").toString(),
            "--connect-to",
            "::127.0.0.1:",
            url)
        .requireSuccess()
        .out()
        .strip();
  }

  private String fingerprintShown() {
    return host.run(
            "bash",
            "-c",
            "openssl s_client -connect 127.0.0.1:9443 </dev/null 2>/dev/null"
                + " | openssl x509 -noout -fingerprint -sha256")
        .requireSuccess()
        .out();
  }

  private void issue(String name) {
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2"
            + " -CA FOLDER/authority.pem -CAkey FOLDER/authority.key -subj /CN=a"
            + " -addext basicConstraints=critical,CA:FALSE -addext subjectAltName=DNS:a.example"
            + " -keyout FOLDER/NAME.key -out FOLDER/NAME.pem".replace("NAME", name));
  }

  private void openssl(String arguments) {
    String command = "openssl " + arguments.replace("FOLDER", folder.toString());
    Output.ofSuccessful(List.of(command.split(" ")));
  }
}
