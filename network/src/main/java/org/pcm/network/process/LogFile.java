package org.pcm.network.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process wrote: a file that only grows until it is cut to nothing. */
public record LogFile(Path file) {
    private static final int LINE_BYTES = 1_024;
    private static final int MORE_BYTES = 1 << 20;

    /** The end of it; empty when there is none. */
    public List<String> lastLines(int lines) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - (long) lines * LINE_BYTES);
            byte[] end = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        }
    }

    /** Reads what is written from now on. */
    public Reader readerAtEnd() throws IOException {
        return new Reader(this, Files.exists(file) ? Files.size(file) : 0);
    }

    /** Reads on from where it was. A log that was cut meanwhile is read from its start. */
    public static final class Reader {
        private final LogFile log;
        private long position;

        private Reader(LogFile log, long position) {
            this.log = log;
            this.position = position;
        }

        /** The whole lines that came since the last time. */
        public List<String> newLines() throws IOException {
            if (!Files.exists(log.file())) {
                return List.of();
            }
            try (RandomAccessFile in = new RandomAccessFile(log.file().toFile(), "r")) {
                position = in.length() < position ? 0 : position;
                byte[] more = new byte[(int) Math.min(in.length() - position, MORE_BYTES)];
                in.seek(position);
                in.readFully(more);
                String text = new String(more, StandardCharsets.ISO_8859_1);
                int end = text.lastIndexOf('\n') + 1;
                position += end;
                return new String(more, 0, end, StandardCharsets.UTF_8).lines().toList();
            }
        }
    }
}
