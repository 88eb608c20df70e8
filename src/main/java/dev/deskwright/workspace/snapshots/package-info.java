/** When a desktop's drives are snapshotted, how long that is kept, and how well it goes. Pure. */
package dev.deskwright.workspace.snapshots;
