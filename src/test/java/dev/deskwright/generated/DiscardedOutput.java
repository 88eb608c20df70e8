package dev.deskwright.generated;

import io.fabric8.crdv2.generator.CRDGenerator.AbstractCRDOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;

/** Takes what the generator would write to disk: {@link CrdFiles} writes the finished form. */
final class DiscardedOutput extends AbstractCRDOutput<ByteArrayOutputStream> {

  @Override
  protected ByteArrayOutputStream createStreamFor(String crdName) throws IOException {
    return new ByteArrayOutputStream();
  }

  @Override
  public URI crdURI(String crdName) {
    return URI.create("file:///" + crdName);
  }
}
