package dev.deskwright.directory;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A user who is to be looked up, and the WorkSpaces that wait for the answer. */
record Question(String userName, Set<ResourceID> askedBy) {

  Question(String userName) {
    this(userName, ConcurrentHashMap.newKeySet());
  }
}
