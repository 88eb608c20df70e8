package dev.deskwright.gateway.client;

import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;

/**
 * Who is at the other end of a request.
 *
 * @param address IP address as text, as the socket or a trusted proxy has it
 * @param deviceType kind of device, as far as it tells
 */
public record Client(String address, DeviceType deviceType) {}
