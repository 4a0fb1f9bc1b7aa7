package io.sluice.config.model;

import java.time.Duration;
import java.util.List;

/**
 * The PROXY protocol on both sides of a service port.
 *
 * @param accept what clients in a trusted range must send; others are refused while it is not OFF
 * @param trusted whose headers are believed
 * @param headerTimeout longest wait for the whole header
 * @param send what endpoints are sent
 * @param passTlvs whether received TLVs are sent on in version 2
 * @param tlvs TLVs that are added to every header of version 2
 * @param checksum whether headers of version 2 carry a CRC32c
 * @see <a href="https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt">The PROXY protocol</a>
 */
public record ProxyProtocol(
    Accept accept,
    List<IpRange> trusted,
    Duration headerTimeout,
    Send send,
    boolean passTlvs,
    List<Tlv> tlvs,
    boolean checksum) {

  /** No headers on either side. */
  public static final ProxyProtocol OFF =
      new ProxyProtocol(
          Accept.OFF, List.of(), Duration.ofSeconds(5), Send.OFF, true, List.of(), false);

  public ProxyProtocol {
    trusted = List.copyOf(trusted);
    tlvs = List.copyOf(tlvs);
  }

  /** Versions taken from clients. */
  public enum Accept {
    OFF("Off"),
    V1("V1"),
    V2("V2"),
    /** Version 1 or 2, but one of them. */
    ANY("Any");

    private final String label;

    Accept(String label) {
      this.label = label;
    }

    /** The word in the configuration. */
    public String label() {
      return label;
    }
  }

  /** Version sent to endpoints. */
  public enum Send {
    OFF("Off"),
    V1("V1"),
    V2("V2");

    private final String label;

    Send(String label) {
      this.label = label;
    }

    /** The word in the configuration. */
    public String label() {
      return label;
    }
  }

  /**
   * A type-length-value of version 2.
   *
   * @param type 1 to 255
   * @param value its text, sent as UTF-8; at most 1024 bytes
   */
  public record Tlv(int type, String value) {}
}
