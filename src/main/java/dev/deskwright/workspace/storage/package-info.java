/** Which StorageClass a drive gets, and what state a claim is in. */
package dev.deskwright.workspace.storage;
