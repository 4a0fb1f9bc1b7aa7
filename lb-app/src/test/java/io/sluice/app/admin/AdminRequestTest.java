package io.sluice.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdminRequestTest {
  @Test
  void firstOfSeveralParametersCounts() {
    assertThat(limitIn("a=1&limit=3&limit=4")).isEqualTo("3");
    assertThat(limitIn("a=1")).isNull();
  }

  @Test
  void whatCannotBeDecodedIsEmpty() {
    assertThat(limitIn("limit=%")).isEmpty();
    assertThat(limitIn("limit=3&a=%zz")).isEmpty();
  }

  private static @Nullable String limitIn(String query) {
    return new AdminRequest(HttpMethod.GET, "/", query, EmptyHttpHeaders.INSTANCE, "")
        .parameter("limit");
  }
}
