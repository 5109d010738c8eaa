package org.pcm.participant.client;

import java.util.List;
import org.pcm.participant.json.JsonObject;

/**
 * Why a task lies where it does, by the contract (B5).
 *
 * @param why a sentence about the task
 * @param members what holds of each member, in the order of their numbers
 */
public record TaskExplanation(String why, List<OfMember> members) {
    /**
     * What holds of one member.
     *
     * @param is a word: {@code holds}, {@code may}, {@code full} and so on (docs/dispatch.md)
     * @param why the same as a sentence that follows its name
     * @param standing weight × pledge: its part of the work
     * @param served the work it was offered, by its standing: the least comes first
     */
    public record OfMember(
            int member, String name, String is, String why, long standing, long served) {
        private static OfMember read(JsonObject from) {
            return new OfMember(
                    (int) from.number("member", 0, Integer.MAX_VALUE),
                    from.text("name"),
                    from.text("is"),
                    from.text("why"),
                    from.number("standing", 0, Long.MAX_VALUE),
                    from.number("served", 0, Long.MAX_VALUE));
        }
    }

    /** Copies the list. */
    public TaskExplanation {
        members = List.copyOf(members);
    }

    static TaskExplanation read(JsonObject from) {
        return new TaskExplanation(
                from.text("why"), from.objects("members").stream().map(OfMember::read).toList());
    }
}
