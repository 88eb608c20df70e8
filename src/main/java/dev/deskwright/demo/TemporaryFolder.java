package dev.deskwright.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A folder that is gone after {@link #close()}. It is the whole process's folder for temporary
 * files until then: whatever a library leaves when it is interrupted is in here too.
 */
record TemporaryFolder(Path path, String parent) implements AutoCloseable {

  private static final String PROPERTY = "java.io.tmpdir";
  private static final int ATTEMPTS = 10;
  private static final int PAUSE_NANOS = 100_000_000;

  static TemporaryFolder create() throws IOException {
    String parent = System.getProperty(PROPERTY);
    // Not by createTempDirectory: with its first use it settles where all temporary files go.
    Path path = Path.of(parent, "deskwright-demo-" + UUID.randomUUID());
    Files.createDirectory(path);
    System.setProperty(PROPERTY, path.toString());
    return new TemporaryFolder(path, parent);
  }

  @Override
  public void close() throws IOException {
    System.setProperty(PROPERTY, parent);
    for (int attempt = 1; Files.exists(path); attempt++) {
      try {
        delete();
      } catch (IOException e) {
        // Somebody else still writes here, or deletes at the same time.
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void delete() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException problem)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
