package dev.deskwright.bench.cluster;

import dev.deskwright.demo.apiserver.LocalApiServer;
import dev.deskwright.fixture.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the programs of a control plane are. */
final class Binaries {

  private Binaries() {}

  /** Beside kube-apiserver, or on the PATH. */
  static Path need(String program) {
    return LocalApiServer.findBinaries(System.getenv())
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .orElseGet(
            () ->
                ServerProcess.need(
                    program,
                    "The benchmark needs %s on the PATH, or in the folder of kube-apiserver"
                        .formatted(program)));
  }
}
