package io.sluice.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.bench.ResponseReader.State;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a response ends. */
final class HttpResponseTest {
  private static final String GOOD = "HTTP/1.1 200 OK\r\ncontent-LENGTH:  5\r\nX: y\r\n\r\nhello";

  private final HttpResponse response = new HttpResponse();
  private final ByteBuffer memory = ByteBuffer.allocateDirect(64 * 1024);

  @Test
  void responseMayComeInAnyTwoParts() {
    for (int i = 1; i < GOOD.length(); i++) {
      response.begin();
      assertThat(read(GOOD.substring(0, i))).isEqualTo(State.PART);
      assertThat(read(GOOD.substring(i))).isEqualTo(State.WHOLE);
      assertThat(response.bytes()).isEqualTo(GOOD.length());
    }
  }

  @Test
  void responseMayComeByteByByte() {
    response.begin();
    for (int i = 0; i < GOOD.length() - 1; i++) {
      assertThat(read(GOOD.substring(i, i + 1))).isEqualTo(State.PART);
    }
    assertThat(read("o")).isEqualTo(State.WHOLE);
  }

  @Test
  void anotherHeadAfterAKnownOneIsRead() {
    assertThat(readWhole(GOOD)).isEqualTo(State.WHOLE);
    assertThat(readWhole(GOOD)).isEqualTo(State.WHOLE);
    assertThat(readWhole(GOOD.replace("X: y", "X: z\r\nConnection: close"))).isEqualTo(State.LAST);
    assertThat(readWhole("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"))
        .isEqualTo(State.WHOLE);
    assertThat(readWhole(GOOD)).isEqualTo(State.WHOLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, again",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n\r\n"
      })
  void otherResponsesAreWrong(String text) {
    assertThat(readWhole(text)).isEqualTo(State.WRONG);
  }

  @Test
  void endlessHeadIsWrong() {
    assertThat(readWhole("HTTP/1.1 200 OK\r\n" + "a".repeat(17_000))).isEqualTo(State.WRONG);
  }

  private State readWhole(String text) {
    response.begin();
    return read(text);
  }

  private State read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    memory.clear().put(bytes);
    return response.read(memory.clear(), bytes.length);
  }
}
