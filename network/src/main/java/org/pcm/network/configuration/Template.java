package org.pcm.network.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of ours with gaps such as <code>${port}</code> to fill. */
final class Template {
    private static final Pattern GAP = Pattern.compile("\\$\\{(\\w+)}");

    private Template() {}

    /** Its text as it stands. */
    static String read(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Its text with every gap filled; one for which there is no value is our own mistake. */
    static String fill(String name, Map<String, Object> values) throws IOException {
        return GAP.matcher(read(name))
                .replaceAll(gap -> Matcher.quoteReplacement(value(name, gap, values)));
    }

    private static String value(String name, MatchResult gap, Map<String, Object> values) {
        Object value =
                Objects.requireNonNull(
                        values.get(gap.group(1)), () -> name + " needs " + gap.group(1));
        return value instanceof Path ? quoted(value.toString()) : value.toString();
    }

    /** Paths stand between single quotes, in which YAML writes one as two. */
    private static String quoted(String path) {
        return path.replace("'", "''");
    }
}
