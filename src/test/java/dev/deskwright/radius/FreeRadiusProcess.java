package dev.deskwright.radius;

import dev.deskwright.fixture.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real FreeRADIUS on loopback, with a configuration of its own and nothing of the machine's. */
final class FreeRadiusProcess implements AutoCloseable {

  static final String MISSING =
      "This test needs FreeRADIUS: the Debian package freeradius (apt-get install freeradius)";

  static final String SECRET = "secret-of-Freeradius-4711";

  private final Path folder = ServerProcess.newFolder("freeradius");
  private final int port = freePort();
  private final ServerProcess process;

  static Optional<String> missing() {
    return binary().isPresent() ? Optional.empty() : Optional.of(MISSING);
  }

  /** Fedora and Alpine call it radiusd. */
  private static Optional<Path> binary() {
    return ServerProcess.find("freeradius").or(() -> ServerProcess.find("radiusd"));
  }

  private FreeRadiusProcess(boolean sendMessageAuthenticator) {
    try {
      Files.writeString(folder.resolve("radiusd.conf"), configuration(sendMessageAuthenticator));
      Files.writeString(
          folder.resolve("users"),
          """
          alice Cleartext-Password := "Correct-Horse-1"
          jürgen Cleartext-Password := "Pässwörd-字-of-more-than-16"
          codes Cleartext-Password := "first-Password-1"
          closed Cleartext-Password := "Correct-Horse-1", Auth-Type := Reject
            Reply-Message := "This account is closed"
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process =
        ServerProcess.start(
            folder.resolve("log"),
            List.of(
                binary().orElseThrow(() -> new AssertionError(MISSING)).toString(),
                "-X",
                "-d",
                folder.toString(),
                "-n",
                "radiusd"));
    process.awaitOutput("Ready to process requests");
  }

  static FreeRadiusProcess start() {
    return new FreeRadiusProcess(true);
  }

  /** As it was before CVE-2024-3596, and still is where nobody has changed its configuration. */
  static FreeRadiusProcess startWithoutMessageAuthenticator() {
    return new FreeRadiusProcess(false);
  }

  private String configuration(boolean sendMessageAuthenticator) {
    return CONFIGURATION
        .replace("FOLDER", folder.toString())
        .replace("PORT", Integer.toString(port))
        .replace("SECRET", SECRET)
        .replace(
            "SIGN",
            sendMessageAuthenticator ? "update reply { Message-Authenticator := 0x00 }" : "");
  }

  /**
   * Newer ones send a Message-Authenticator by themselves; older ones, Debian 12's for example, by
   * the line that is put at SIGN.
   */
  private static final String CONFIGURATION =
      """
      prefix = /usr
      libdir = /usr/lib/freeradius
      logdir = FOLDER
      run_dir = FOLDER
      log {
        destination = stdout
      }
      security {
        reject_delay = 0
      }
      client loopback {
        ipaddr = 127.0.0.1
        secret = SECRET
        require_message_authenticator = yes
      }
      modules {
        files {
          filename = FOLDER/users
        }
        pap {
        }
        chap {
        }
        mschap {
        }
        always handled {
          rcode = handled
        }
      }
      server default {
        listen {
          type = auth
          ipaddr = 127.0.0.1
          port = PORT
        }
        authorize {
          files
          if (&User-Name == "codes" && &State) {
            update control { Cleartext-Password := "424242" }
          }
          chap
          mschap
          pap
        }
        authenticate {
          Auth-Type PAP {
            pap
            ASK
          }
          Auth-Type CHAP {
            chap
            ASK
          }
          Auth-Type MS-CHAP {
            mschap
            ASK
          }
        }
        post-auth {
          SIGN
          Post-Auth-Type REJECT {
            SIGN
          }
          Post-Auth-Type Challenge {
            SIGN
          }
        }
      }
      """
          .replace(
              "ASK",
              """
              if (ok && &User-Name == "codes" && !&State) {
                      update reply {
                        State := 0x4711
                        Reply-Message := "Enter the code that we have sent"
                      }
                      update control { Response-Packet-Type := Access-Challenge }
                      handled
                    }""");

  RadiusServer address() {
    return new RadiusServer("127.0.0.1", port);
  }

  /** What it has printed, for the message of a failed test. */
  String output() {
    return process.output();
  }

  private static int freePort() {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.stop();
  }
}
