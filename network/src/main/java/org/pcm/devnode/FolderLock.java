package org.pcm.devnode;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a data folder to one node and one channel. A killed node's lock is gone with it. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder, String channelName) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IOException(folder + " is in use by another devnode");
            }
            checkChannel(folder.resolve("channel"), channelName);
            return new FolderLock(channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException(folder + " is in use by another devnode", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void checkChannel(Path file, String name) throws IOException {
        String found = Files.exists(file) ? Files.readString(file) : "";
        if (found.isEmpty()) {
            Files.writeString(file, name);
        } else if (!found.equals(name)) {
            throw new IOException(
                    file.getParent() + " holds the channel " + found + ", not " + name);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
