package io.sluice.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.core.tls.ClientHello;
import io.sluice.core.tls.ClientHelloReader;
import io.sluice.core.tls.HelloReading;
import io.sluice.core.tls.RouteTable;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
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

/** What a new TLS connection costs before its service is known: the hello, then its route. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ClientHelloBenchmark {
  private static final String NAME = "shop.customer7.example.com";

  @Param({"10", "10000"})
  public int routes;

  private ByteBuf whole = Unpooled.EMPTY_BUFFER;
  private ByteBuf inSingleBytes = Unpooled.EMPTY_BUFFER;
  private RouteTable<String> table = RouteTable.of(List.of());
  private ClientHello hello = new ClientHello(NAME, List.of("h2", "http/1.1"));

  /** The hello of the JDK's own client, whole and in records of one byte. */
  @Setup
  public void prepare() throws NoSuchAlgorithmException, SSLException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(NAME)));
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    engine.setSSLParameters(parameters);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    whole = Unpooled.copiedBuffer(out.flip());
    inSingleBytes = Unpooled.buffer();
    for (int i = 5; i < whole.readableBytes(); i++) {
      inSingleBytes.writeBytes(new byte[] {22, 3, 1, 0, 1}).writeByte(whole.getByte(i));
    }
    List<RouteTable.Entry<String>> entries = new ArrayList<>();
    for (int i = 0; i < routes; i++) {
      entries.add(new RouteTable.Entry<>("*.customer" + i + ".example.com", List.of(), "t" + i));
    }
    table = RouteTable.of(entries);
  }

  @Benchmark
  public HelloReading read() {
    return new ClientHelloReader().read(whole);
  }

  @Benchmark
  public HelloReading readInSingleBytes() {
    return new ClientHelloReader().read(inSingleBytes);
  }

  @Benchmark
  public @Nullable String route() {
    return table.find(hello);
  }
}
