/** What a desktop should be: pure functions from specs to Kubernetes objects. */
package dev.deskwright.workspace.desired;
