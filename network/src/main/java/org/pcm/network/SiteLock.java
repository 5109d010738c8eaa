package org.pcm.network;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.pcm.network.folder.Site;
import org.pcm.network.folder.Trees;
import org.pcm.network.process.NetworkFailure;
import org.pcm.network.process.Orphans;

/** Keeps two commands from changing one network at a time. */
final class SiteLock {
    private SiteLock() {}

    /** Something that only one may do at a time. */
    @FunctionalInterface
    interface Change {
        void make() throws IOException, InterruptedException;
    }

    /** Does it, or says that another is at work. */
    static void alone(Site site, Change change) throws IOException, InterruptedException {
        Trees.make(site.root());
        try (FileChannel channel =
                FileChannel.open(
                        site.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            take(site, channel);
            Orphans.mark(site);
            change.make();
        }
    }

    private static void take(Site site, FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw busy(site, e);
        }
        throw busy(site, null);
    }

    private static NetworkFailure busy(
            Site site, @org.jspecify.annotations.Nullable Throwable cause) {
        String sentence =
                "another command is changing the network in " + site.root() + "; wait for it";
        return cause == null ? new NetworkFailure(sentence) : new NetworkFailure(sentence, cause);
    }
}
