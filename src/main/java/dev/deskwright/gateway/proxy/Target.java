package dev.deskwright.gateway.proxy;

import dev.deskwright.api.v1alpha1.Protocol;

/**
 * A desktop's pod, to connect to.
 *
 * @param workspaceId ws- and nine of 0-9 a-z
 * @param namespace its namespace
 * @param name name of the WorkSpace
 * @param workspaceUid UID of the WorkSpace
 * @param podName name of the pod
 * @param podUid UID of the pod
 * @param address IP address of the pod
 * @param protocol what is spoken there
 * @param pasteAllowed whether the clipboard goes to the desktop
 */
public record Target(
    String workspaceId,
    String namespace,
    String name,
    String workspaceUid,
    String podName,
    String podUid,
    String address,
    Protocol protocol,
    boolean pasteAllowed) {

  /** The same desktop, to be reached elsewhere: in the demo, whose pods run nowhere. */
  public Target at(String otherAddress, int port) {
    var there = new Protocol(Protocol.Name.WebSocket, port, "/websockify", Protocol.Scheme.HTTP);
    return new Target(
        workspaceId,
        namespace,
        name,
        workspaceUid,
        podName,
        podUid,
        otherAddress,
        there,
        pasteAllowed);
  }
}
