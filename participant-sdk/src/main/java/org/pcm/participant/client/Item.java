package org.pcm.participant.client;

import java.util.Map;
import java.util.Optional;

/**
 * One thing that a job runs a task for.
 *
 * @param text what stands in for {@code {}}: a file's or piece's name, a number, a word
 * @param values what stands in for {@code {name}}, by name
 * @param file what becomes an input under the item's text
 */
record Item(String text, Map<String, String> values, Optional<Source> file) {

    /** Without values and file. */
    static Item of(String text) {
        return new Item(text, Map.of(), Optional.empty());
    }

    /** With a file or a piece of one. */
    static Item of(String text, Source file) {
        return new Item(text, Map.of(), Optional.of(file));
    }

    /** With what a task of the job before leaves; {@code {task}} is that task's number. */
    static Item of(JobOutputs.Output output) {
        String path = output.path().text();
        return new Item(
                path.substring(path.lastIndexOf('/') + 1),
                Map.of("task", Integer.toString(output.task())),
                Optional.of(output.content()));
    }

    /** {@code template} with this item in place of every {@code {}} and {@code {name}}. */
    String in(String template) {
        String filled = template.replace("{}", text);
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
