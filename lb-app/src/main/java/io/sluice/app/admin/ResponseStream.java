package io.sluice.app.admin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Sends an answer: a short one with its length; a long one in pieces, each of which waits until the
 * one before it has left, so that a slow reader costs one piece of memory. Used by one thread that
 * may block.
 */
final class ResponseStream extends OutputStream {
  private static final int PIECE_BYTES = 64 * 1024;

  private final Exchange exchange;
  private final AdminResponse response;
  private final byte[] piece = new byte[PIECE_BYTES];
  private int filled;
  private boolean isHeadSent;

  ResponseStream(Exchange exchange, AdminResponse response) {
    this.exchange = exchange;
    this.response = response;
  }

  /**
   * Sends everything; the future is that of the last piece.
   *
   * @throws IOException when the connection is lost or the body cannot be made
   */
  ChannelFuture send() throws IOException {
    if (!exchange.isHead()) {
      writeBody();
    }
    if (isHeadSent) {
      sendPiece();
      return exchange.channel().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }
    DefaultFullHttpResponse whole =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, response.status(), takePiece());
    setHeaders(whole);
    if (!exchange.isHead()) {
      HttpUtil.setContentLength(whole, whole.content().readableBytes());
    }
    return exchange.channel().writeAndFlush(whole);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (filled == PIECE_BYTES) {
        sendPiece();
      }
      int step = Math.min(length - done, PIECE_BYTES - filled);
      System.arraycopy(bytes, offset + done, piece, filled, step);
      filled += step;
      done += step;
    }
  }

  private void writeBody() throws IOException {
    if (!exchange.takesGzip()) {
      response.body().writeTo(this);
      return;
    }
    try (GZIPOutputStream compressed = new GZIPOutputStream(this)) {
      response.body().writeTo(compressed);
    }
  }

  private void sendPiece() throws IOException {
    if (!isHeadSent) {
      isHeadSent = true;
      HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, response.status());
      setHeaders(head);
      HttpUtil.setTransferEncodingChunked(head, exchange.takesChunks());
      exchange.channel().write(head);
    }
    ChannelFuture sent = exchange.channel().writeAndFlush(new DefaultHttpContent(takePiece()));
    sent.awaitUninterruptibly();
    if (!sent.isSuccess()) {
      throw new IOException("the client is gone", sent.cause());
    }
  }

  private ByteBuf takePiece() {
    ByteBuf copy = Unpooled.copiedBuffer(piece, 0, filled);
    filled = 0;
    return copy;
  }

  private void setHeaders(HttpResponse message) {
    HttpHeaders headers = message.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
    headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    headers.set("x-content-type-options", "nosniff");
    if (exchange.takesGzip() && !exchange.isHead()) {
      headers.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
    }
    if (!exchange.isKeptAlive()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    response.headers().forEach(headers::set);
  }
}
