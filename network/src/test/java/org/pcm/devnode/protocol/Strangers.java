package org.pcm.devnode.protocol;

import java.io.IOException;
import java.nio.file.Path;
import org.pcm.devnode.ClientIdentity;
import org.pcm.devnode.Devnode;

/** Identities of a consortium that has nothing to do with the ledger under test. */
final class Strangers {
    private Strangers() {}

    /** A client of an organisation with the same name as the ledger's first. */
    static ClientIdentity in(Path folder) throws IOException {
        try (Devnode other = Devnode.start(Devnode.Options.in(folder).withTls(false))) {
            return other.clientIdentity(1);
        }
    }
}
