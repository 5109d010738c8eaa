package org.pcm.devnode;

import java.nio.file.Path;

/** Somebody a client may act as: the PEM files to give to the Fabric client. */
public record ClientIdentity(String mspId, Path certificate, Path key) {}
