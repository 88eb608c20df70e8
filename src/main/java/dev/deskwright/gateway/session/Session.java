package dev.deskwright.gateway.session;

import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import java.time.Instant;

/**
 * A user who is signed in, with every factor that the Directory asks for.
 *
 * @param id unguessable, new at each sign-in
 * @param namespace namespace of the Directory
 * @param directory name of the Directory
 * @param directoryUid UID of the Directory: one made anew by the same name is another
 * @param userName login name, as the directory itself writes it
 * @param displayName what to call them
 * @param deviceType kind of device that they signed in with
 * @param since when they signed in
 * @param until when the session ends at the latest
 * @param idleUntil when it ends if nothing is asked until then
 */
public record Session(
    String id,
    String namespace,
    String directory,
    String directoryUid,
    String userName,
    String displayName,
    DeviceType deviceType,
    Instant since,
    Instant until,
    Instant idleUntil) {}
