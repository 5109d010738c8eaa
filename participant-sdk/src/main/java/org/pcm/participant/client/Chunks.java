package org.pcm.participant.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.pcm.cooperation.job.Job;
import org.pcm.participant.information.ContentRef;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.JsonObject;

/**
 * Cuts a file into pieces, one a task: of so many lines, or of about so many bytes but whole lines,
 * or of exactly so many bytes. Nothing is copied; a piece is read when it is uploaded.
 */
final class Chunks {

    private final Path file;
    private final long lines;
    private final long bytes;
    private final boolean wholeLines;
    private final Function<String, InvalidDocument> wrong;
    private final List<Item> items = new ArrayList<>();
    private long start;

    private Chunks(
            Path file,
            long lines,
            long bytes,
            boolean wholeLines,
            Function<String, InvalidDocument> wrong) {
        this.file = file;
        this.lines = lines;
        this.bytes = bytes;
        this.wholeLines = wholeLines;
        this.wrong = wrong;
    }

    static List<Item> items(JsonObject from, Path folder) throws IOException {
        Path file = folder.resolve(from.text("file"));
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            throw from.wrong("file", "is no file with anything in it: " + file);
        }
        if (from.has("lines") == from.has("bytes")) {
            throw from.wrong("lines", "or \"bytes\" must be given, one of the two");
        }
        long lines = from.number("lines", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        long bytes = from.number("bytes", 1, ContentRef.MAX_BYTES, Long.MAX_VALUE);
        boolean wholeLines = from.flag("wholeLines", true);
        String way = from.has("lines") ? "lines" : "bytes";
        Chunks chunks = new Chunks(file, lines, bytes, wholeLines, why -> from.wrong(way, why));
        chunks.cut();
        from.end();
        return chunks.items;
    }

    private void cut() throws IOException {
        long at = 0;
        long ended = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    at++;
                    boolean line = buffer[i] == '\n';
                    ended += line ? 1 : 0;
                    boolean enough = at - start >= bytes && (line || !wholeLines);
                    if (enough || ended == lines) {
                        add(at);
                        ended = 0;
                    }
                }
            }
        }
        if (at > start) {
            add(at);
        }
    }

    private void add(long end) {
        if (end - start > ContentRef.MAX_BYTES) {
            throw wrong.apply(
                    "makes a piece of "
                            + (end - start)
                            + " bytes, and an input has at most "
                            + ContentRef.MAX_BYTES);
        }
        if (items.size() == Job.MAX_TASKS) {
            throw wrong.apply("makes more than " + Job.MAX_TASKS + " pieces");
        }
        String name = String.format(Locale.ROOT, "%s.%05d", file.getFileName(), items.size());
        items.add(Item.of(name, new Source.Piece(file, start, Math.toIntExact(end - start))));
        start = end;
    }
}
