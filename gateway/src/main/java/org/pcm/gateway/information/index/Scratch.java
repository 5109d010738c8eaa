package org.pcm.gateway.information.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder for what the index keeps of every task that ever was, so that the heap need not grow
 * with the ledger. All of it follows from the blocks and is made anew at each start: nothing here
 * is synced, and nothing outlives a gateway.
 */
final class Scratch implements AutoCloseable {
    private final Path folder;
    private final List<FileChannel> open = new ArrayList<>();
    private int files;

    /** Empties the folder, or makes it. */
    Scratch(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        clear();
    }

    /**
     * A new, empty file, to be read and written; it has no name any more, so that no crash leaves
     * it.
     */
    FileChannel file() throws IOException {
        Path path = folder.resolve(Integer.toString(files++));
        FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        Files.delete(path);
        open.add(channel);
        return channel;
    }

    /** Gives a file's room back. */
    void drop(FileChannel file) throws IOException {
        open.remove(file);
        file.close();
    }

    private void clear() throws IOException {
        List<Path> left;
        try (Stream<Path> list = Files.list(folder)) {
            left = list.toList();
        }
        for (Path each : left) {
            Files.delete(each);
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel each : open) {
            each.close();
        }
        open.clear();
    }
}
