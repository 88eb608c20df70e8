/** Which StorageClass a new drive gets. */
package dev.deskwright.workspace.storage;
