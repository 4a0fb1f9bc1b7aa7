package io.sluice.app.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiDefaultsTest {
  @Test
  void aServiceWrittenByHandIsDescribedAsACreatedOne() throws JsonProcessingException {
    JsonNode written =
        json(
            """
            {"kind":"Service","metadata":{"name":"sample-clusterip",
              "labels":{"app":"sample-app","tier":"front"}},
             "spec":{"clusterIP":"10.97.91.208","selector":{"app":"sample-app"},
              "ports":[{"name":"http-port","port":8080,"targetPort":80}]}}\
            """);
    List<JsonNode> slices = Golden.objects("describe/cluster-ip.json").subList(1, 2);

    assertThat(ServiceDescriber.describe(ApiDefaults.applied(written), slices))
        .isEqualTo(Golden.text("describe/cluster-ip.txt"));
  }

  @Test
  void anExternalNameGetsNoAddresses() throws JsonProcessingException {
    JsonNode written =
        json(
            """
            {"kind":"Service","metadata":{"name":"outside"},
             "spec":{"type":"ExternalName","externalName":"db.example.com"}}\
            """);

    assertThat(ServiceDescriber.describe(ApiDefaults.applied(written), List.of()))
        .isEqualTo(Golden.text("describe/external-name.txt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'ports':[{'port':80}]} | /spec/ports/0/targetPort | 80",
        "{'ports':[{'port':80}]} | /spec/ports/0/protocol | TCP",
        "{'clusterIP':'fd00::1'} | /spec/ipFamilies/0 | IPv6",
        "{'clusterIPs':['10.0.0.1','fd00::1']} | /spec/clusterIP | 10.0.0.1",
        "{'clusterIPs':['10.0.0.1','fd00::1']} | /spec/ipFamilyPolicy | RequireDualStack",
        "{'type':'NodePort'} | /spec/externalTrafficPolicy | Cluster",
        "{'externalIPs':['192.0.2.1']} | /spec/externalTrafficPolicy | Cluster",
        "{'externalTrafficPolicy':'Local'} | /spec/externalTrafficPolicy | Local",
        "{} | /spec/clusterIP | ''",
        "{} | /metadata/namespace | default"
      })
  void fieldsOfAServiceAreFilledIn(String spec, String pointer, String value)
      throws JsonProcessingException {
    JsonNode service = json("{\"kind\":\"Service\",\"spec\":" + spec.replace('\'', '"') + "}");

    assertThat(ApiDefaults.applied(service).at(pointer).asText()).isEqualTo(value);
  }

  @Test
  void theObjectItselfStaysAsItIs() throws JsonProcessingException {
    JsonNode pod = json("{\"kind\":\"Pod\"}");

    assertThat(ApiDefaults.applied(pod).at("/status/phase").asText()).isEqualTo("Pending");
    assertThat(pod).isEqualTo(json("{\"kind\":\"Pod\"}"));
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}
