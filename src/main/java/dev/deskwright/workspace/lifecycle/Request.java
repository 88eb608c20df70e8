package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;

/**
 * Something asked for that is not recorded yet.
 *
 * @param value what tells it from an earlier one: the annotation's value, the Bundle's name, or the
 *     moment at which the maintenance window opened
 */
record Request(Operation operation, String value) {

  boolean isRecordedAs(OperationStatus recorded) {
    return recorded.operation() == operation && recorded.request().equals(value);
  }
}
