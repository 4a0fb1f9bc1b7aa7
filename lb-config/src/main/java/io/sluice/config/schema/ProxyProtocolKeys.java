package io.sluice.config.schema;

import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.config.model.ProxyProtocol.Send;
import io.sluice.config.model.ProxyProtocol.Tlv;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Numbers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code proxyProtocol}. */
final class ProxyProtocolKeys {
  static final int MAX_TLVS = 16;
  static final int MAX_TLV_TYPE = 255;
  private static final int MAX_TLV_BYTES = 1024;
  private static final Duration LONGEST_HEADER_TIMEOUT = Duration.ofMinutes(5);

  /** Types whose value follows from the connection, so that no fixed one can be right. */
  private static final Map<Integer, String> NOT_OWN =
      Map.of(
          0x03, "the checksum, see checksum: true",
          0x04, "padding",
          0x05, "unique for each connection",
          0x20, "the client's TLS, which has parts of its own");

  private static final String KEY = "proxyProtocol";
  private static final String TLVS = "tlvs";

  private ProxyProtocolKeys() {}

  static ProxyProtocol read(Fields fields, ProxyProtocol inherited) {
    Fields proxy = fields.mapping(KEY);
    if (proxy == null) {
      return inherited;
    }
    ProxyProtocol read =
        new ProxyProtocol(
            proxy.choice("accept", Choices.ACCEPT, inherited.accept()),
            RangeKeys.read(proxy, "trusted", inherited.trusted()),
            proxy.duration(
                "headerTimeout",
                ConnectionKeys.SHORTEST,
                LONGEST_HEADER_TIMEOUT,
                inherited.headerTimeout()),
            proxy.choice("send", Choices.SEND, inherited.send()),
            flag(proxy, "passTlvs", inherited.passTlvs()),
            readTlvs(proxy, inherited.tlvs()),
            flag(proxy, "checksum", inherited.checksum()));
    proxy.rejectUnknownKeys();
    check(proxy, read);
    return read;
  }

  private static void check(Fields proxy, ProxyProtocol read) {
    boolean isNoneWritten = proxy.list("trusted").isEmpty();
    if (read.accept() != Accept.OFF && read.trusted().isEmpty() && isNoneWritten) {
      String message =
          "nobody is trusted; list the ranges whose headers are believed, as in [10.0.0.0/8]";
      proxy.error("trusted", "proxy-trusted", message);
    }
    if (read.send() == Send.V1 && !read.tlvs().isEmpty()) {
      String message = "version 1 carries no TLVs; use send: V2, or tlvs: []";
      proxy.error(proxy.has(TLVS) ? TLVS : "send", "proxy-version", message);
    }
    if (read.send() == Send.V1 && read.checksum()) {
      String message = "version 1 carries no checksum; use send: V2, or checksum: false";
      proxy.error(proxy.has("checksum") ? "checksum" : "send", "proxy-version", message);
    }
  }

  private static List<Tlv> readTlvs(Fields proxy, List<Tlv> inherited) {
    if (!proxy.has(TLVS)) {
      return inherited;
    }
    List<Tlv> tlvs = new ArrayList<>();
    for (Fields fields : proxy.mappings(TLVS)) {
      Integer type = readType(fields);
      String value = fields.requiredText("value");
      fields.rejectUnknownKeys();
      if (value != null && value.getBytes(StandardCharsets.UTF_8).length > MAX_TLV_BYTES) {
        fields.error("value", "tlv-value", "too long; use at most " + MAX_TLV_BYTES + " bytes");
      } else if (type != null && value != null) {
        tlvs.add(new Tlv(type, value));
      }
    }
    if (tlvs.size() > MAX_TLVS) {
      proxy.error(TLVS, "too-many", tlvs.size() + " TLVs are too many; use at most " + MAX_TLVS);
    }
    return tlvs;
  }

  private static @Nullable Integer readType(Fields fields) {
    if (!fields.has("type")) {
      fields.missing("type");
    }
    Integer type =
        fields.parsed(
            "type",
            "tlv-type",
            "a type; use 1 to 255, or 0x01 to 0xFF",
            text -> Numbers.parseDecimalOrHex(text, 1, MAX_TLV_TYPE));
    String why = type == null ? null : NOT_OWN.get(type);
    if (why != null) {
      fields.error("type", "tlv-type", type + " is " + why + "; use another, such as 0xE0 to 0xEF");
      return null;
    }
    return type;
  }

  private static boolean flag(Fields fields, String key, boolean inherited) {
    Boolean written = fields.flag(key);
    return written == null ? inherited : written;
  }
}
