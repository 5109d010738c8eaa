package org.pcm.participant.resource.process;

import java.util.List;
import java.util.stream.Collectors;

/** Writes words so that a POSIX shell reads exactly them. */
final class ShellText {

    private ShellText() {}

    /** One word, whatever it holds. */
    static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** A command line. */
    static String line(List<String> words) {
        return words.stream().map(ShellText::quote).collect(Collectors.joining(" "));
    }
}
