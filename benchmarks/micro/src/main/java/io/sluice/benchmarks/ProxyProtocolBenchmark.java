package io.sluice.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.proxyprotocol.HeaderChecksum;
import io.sluice.core.proxyprotocol.HeaderParser;
import io.sluice.core.proxyprotocol.HeaderTransport;
import io.sluice.core.proxyprotocol.HeaderVersion;
import io.sluice.core.proxyprotocol.HeaderWriter;
import io.sluice.core.proxyprotocol.ParseResult;
import io.sluice.core.proxyprotocol.ProxyHeader;
import io.sluice.core.proxyprotocol.TlvType;
import io.sluice.core.proxyprotocol.Tlvs;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A PROXY header, written and read; once a connection, or once a UDP session. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ProxyProtocolBenchmark {
  /** What the header looks like. */
  public enum Form {
    V1_IPV4,
    V1_IPV6,
    V2_IPV4,
    V2_IPV6,
    /** IPv4 with two TLVs and a checksum. */
    V2_TLVS
  }

  @Param public Form form = Form.V2_IPV4;

  private final HeaderParser parser = new HeaderParser(Accept.ANY);
  private final ByteBuf received = Unpooled.directBuffer(256);
  private final ByteBuf out = Unpooled.directBuffer(256);
  private HeaderWriter writer = new HeaderWriter(HeaderVersion.V1, HeaderChecksum.NONE);
  private ProxyHeader header = new ProxyHeader.Local();

  /** A whole header with a little payload behind it. */
  @Setup
  public void receive() {
    switch (form) {
      case V1_IPV4 -> use(HeaderVersion.V1, "192.0.2.1");
      case V1_IPV6 -> use(HeaderVersion.V1, "2001:db8::1");
      case V2_IPV4 -> use(HeaderVersion.V2, "192.0.2.1");
      case V2_IPV6 -> use(HeaderVersion.V2, "2001:db8::1");
      case V2_TLVS -> {
        writer = new HeaderWriter(HeaderVersion.V2, HeaderChecksum.CRC32C);
        header = from("192.0.2.1", twoTlvs());
      }
    }
    writer.write(header, received);
    received.writeLong(0);
  }

  private void use(HeaderVersion version, String ip) {
    writer = new HeaderWriter(version, HeaderChecksum.NONE);
    header = from(ip, Tlvs.NONE);
  }

  private static ProxyHeader from(String ip, Tlvs tlvs) {
    ClientAddress address = ClientAddress.of(IpAddress.parse(ip).toSocketAddress(443));
    return new ProxyHeader.Forwarded(address, address, HeaderTransport.STREAM, tlvs);
  }

  private static Tlvs twoTlvs() {
    return Tlvs.builder()
        .add(TlvType.AUTHORITY, "service.example".getBytes(StandardCharsets.US_ASCII))
        .add(TlvType.FIRST_CUSTOM, "default/web".getBytes(StandardCharsets.US_ASCII))
        .build();
  }

  @Benchmark
  public ParseResult decode() {
    return parser.parse(received);
  }

  @Benchmark
  public int encode() {
    out.clear();
    writer.write(header, out);
    return out.writerIndex();
  }
}
