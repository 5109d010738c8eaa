package org.pcm.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** A list of named checks; those that do not hold are kept. */
final class Checks {
    private final List<String> wrong = new ArrayList<>();

    Checks that(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
        return this;
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
