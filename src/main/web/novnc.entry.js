// What the page uses of noVNC: the protocol, no user interface.
export { default } from "@novnc/novnc";
