package dev.deskwright.fault;

import dev.deskwright.demo.SimulatedDisks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** A file of the user, on a simulated drive. */
record UserFile(String path, String text) {

  /** Written on the first day: snapshots have it. */
  static final UserFile LETTER = new UserFile("/letter", "Dear Ada, ...");

  /** Written just before an operation: no snapshot has it that was there before. */
  static final UserFile NOTE = new UserFile("/note", "Call Ada back");

  /** Saves it on a drive. */
  void saveOn(SimulatedDisks disks, HasMetadata drive) {
    disks.write(drive, path, text);
  }

  /** Whether it can be read, in full, on a drive or in a snapshot. */
  boolean isOn(SimulatedDisks disks, HasMetadata driveOrSnapshot) {
    return disks.read(driveOrSnapshot, path).equals(Optional.of(text));
  }
}
