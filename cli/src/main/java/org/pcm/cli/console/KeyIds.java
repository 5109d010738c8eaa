package org.pcm.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One key id in 64 begins with a hyphen, as base64url may. It is no option: as the last argument,
 * behind {@code --}, it is not taken for one.
 */
public final class KeyIds {
    private static final Pattern HYPHENED = Pattern.compile("-[A-Za-z0-9_-]{42}");
    private static final String NO_OPTIONS_ANY_MORE = "--";

    private KeyIds() {}

    /** The same arguments; of {@code pcm identity} with such a key id at their end. */
    public static String[] last(String... arguments) {
        List<String> all = Arrays.asList(arguments);
        if (all.isEmpty()
                || !all.getFirst().equals("identity")
                || all.contains(NO_OPTIONS_ANY_MORE)) {
            return arguments;
        }
        List<String> ids = all.stream().filter(HYPHENED.asMatchPredicate()).toList();
        if (ids.isEmpty()) {
            return arguments;
        }
        List<String> moved = new ArrayList<>(all);
        moved.removeAll(ids);
        moved.add(NO_OPTIONS_ANY_MORE);
        moved.addAll(ids);
        return moved.toArray(String[]::new);
    }
}
