package org.pcm.participant.information;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.JsonObject;

/**
 * A path inside a task's work folder, in one spelling: relative, slashes, no empty, {@code .} or
 * {@code ..} part. Whatever else a document says, content never lands outside the folder meant for
 * it.
 *
 * @param text the path
 */
public record RelativePath(String text) {

    private static final int MAX_CHARS = 1_024;

    /** Checks the form; {@link IllegalArgumentException} says what is wrong. */
    public RelativePath {
        if (text.isEmpty() || text.length() > MAX_CHARS || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "must have 1 to " + MAX_CHARS + " characters, none of them NUL");
        }
        for (String part : parts(text)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException(
                        "must be relative, without empty, \".\" or \"..\" parts: " + text);
            }
        }
    }

    /** Reads a field that holds a path. */
    public static RelativePath read(JsonObject from, String field) {
        return of(from.at(field), from.text(field));
    }

    /** Reads a field that holds a list of paths. */
    public static List<RelativePath> readList(JsonObject from, String field) {
        List<String> texts = from.texts(field);
        List<RelativePath> paths = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            paths.add(of(from.at(field) + "[" + i + "]", texts.get(i)));
        }
        return List.copyOf(paths);
    }

    /** The file of this name under {@code folder}. */
    public Path in(Path folder) {
        return folder.resolve(text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static RelativePath of(String where, String text) {
        try {
            return new RelativePath(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidDocument(where, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> parts(String text) {
        return List.of(text.split("/", -1));
    }
}
