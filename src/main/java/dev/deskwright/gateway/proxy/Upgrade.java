package dev.deskwright.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The WebSocket handshake with a desktop, over a socket that stands already: Vert.x's own client
 * opens one itself, and would have sent something before the pod's identity is known.
 *
 * @param status of the answer; 101 if the upgrade was accepted
 * @param headers of the answer
 * @param early what came behind the answer's head
 */
record Upgrade(int status, MultiMap headers, Buffer early) {

  private static final int SWITCHING = 101;
  private static final int LONGEST_HEAD = 16 << 10;
  private static final String END = "\r\n\r\n";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([1-5][0-9]{2})( .*)?");

  /**
   * Asks for the upgrade; the socket is paused again when the answer is there.
   *
   * @param path path and query
   * @param headers all headers; the values are taken as they are
   */
  static Future<Upgrade> ask(NetSocket socket, String path, MultiMap headers) {
    var request = new StringBuilder("GET ").append(path).append(" HTTP/1.1\r\n");
    for (Map.Entry<String, String> header : headers) {
      request.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    Promise<Upgrade> answer = Promise.promise();
    Buffer read = Buffer.buffer();
    socket.closeHandler(end -> answer.tryFail("the desktop closes the connection"));
    socket.exceptionHandler(answer::tryFail);
    socket.handler(
        data -> {
          read.appendBuffer(data);
          int end = endOfHead(read);
          if (end >= 0) {
            socket.pause();
            parse(read, end, answer);
          } else if (read.length() > LONGEST_HEAD) {
            answer.tryFail("the desktop's answer has no end");
          }
        });
    socket.write(Buffer.buffer(request.append("\r\n").toString(), "ISO-8859-1"));
    socket.resume();
    return answer.future().onFailure(no -> Cut.now(socket));
  }

  /** Whether the answer is a WebSocket's, and belongs to this key. */
  boolean isAccepted(String key) {
    return status == SWITCHING
        && "websocket".equalsIgnoreCase(headers.get("Upgrade"))
        && accept(key).equals(headers.get("Sec-WebSocket-Accept"));
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private static int endOfHead(Buffer read) {
    int limit = Math.min(read.length(), LONGEST_HEAD);
    return read.getString(0, limit, "ISO-8859-1").indexOf(END);
  }

  private static void parse(Buffer read, int end, Promise<Upgrade> answer) {
    String[] lines = read.getString(0, end, "ISO-8859-1").split("\r\n", -1);
    var status = STATUS.matcher(lines[0]);
    if (!status.matches()) {
      answer.tryFail("the desktop's answer is no HTTP");
      return;
    }
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        answer.tryFail("the desktop's answer has a line that is no header");
        return;
      }
      headers.add(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
    }
    Buffer early = read.getBuffer(end + END.length(), read.length());
    answer.tryComplete(new Upgrade(Integer.parseInt(status.group(1)), headers, early));
  }
}
