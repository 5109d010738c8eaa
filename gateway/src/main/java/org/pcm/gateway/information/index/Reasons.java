package org.pcm.gateway.information.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts by number, so that a task needs two bytes for its reason. */
final class Reasons {
    private static final int NUMBERS_MAX = Short.MAX_VALUE;

    private final List<String> texts = new ArrayList<>(List.of(""));
    private final Map<String, Short> numbers = new HashMap<>(Map.of("", (short) 0));

    /** The text's number; 0, the empty text, once there are too many to count. */
    short number(String text) {
        Short known = numbers.get(text);
        if (known != null) {
            return known;
        }
        if (texts.size() == NUMBERS_MAX) {
            return 0;
        }
        short number = (short) texts.size();
        texts.add(text);
        numbers.put(text, number);
        return number;
    }

    String text(short number) {
        return texts.get(number);
    }
}
