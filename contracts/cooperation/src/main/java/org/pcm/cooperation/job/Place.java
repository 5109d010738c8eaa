package org.pcm.cooperation.job;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/**
 * Where tasks of a kind may run, and where they like to. Labels stand for images ({@code image.…}),
 * data ({@code data.…}) and whatever else members say they have.
 *
 * @param tiers tiers that may run them; none: all
 * @param labels labels that a member must have, all of them
 * @param near labels of members that are asked first, as long as they have room: where the data
 *     lies
 */
public record Place(List<Tier> tiers, List<String> labels, List<String> near) {
    /** Most labels of each sort. */
    public static final int MAX_LABELS = 16;

    /** Anywhere. */
    public static final Place ANYWHERE = new Place(List.of(), List.of(), List.of());

    public Place {
        tiers = tiers.stream().distinct().sorted().toList();
        labels = labels.stream().distinct().sorted().toList();
        near = near.stream().distinct().sorted().toList();
    }

    public boolean isAnywhere() {
        return equals(ANYWHERE);
    }

    /** Whether {@code member} may run such tasks. */
    public boolean admits(Member member) {
        return (tiers.isEmpty() || tiers.contains(member.tier))
                && member.extra.labels().containsAll(labels);
    }

    /** Whether {@code member} has what these tasks like to be near to. */
    public boolean isNear(Member member) {
        return near.stream().anyMatch(member.extra.labels()::contains);
    }

    static Place readInto(Fields fields) {
        return new Place(
                fields.has("tiers") ? fields.constants("tiers", Tier.class) : List.of(),
                labels(fields, "labels"),
                labels(fields, "near"));
    }

    private static List<String> labels(Fields fields, String name) {
        if (!fields.has(name)) {
            return List.of();
        }
        List<String> labels = fields.texts(name, MAX_LABELS, 32);
        labels.forEach(Labels::capability);
        return labels;
    }

    void writeFields(JsonGenerator to) throws IOException {
        if (!tiers.isEmpty()) {
            texts("tiers", tiers.stream().map(Tier::name).toList(), to);
        }
        if (!labels.isEmpty()) {
            texts("labels", labels, to);
        }
        if (!near.isEmpty()) {
            texts("near", near, to);
        }
    }

    private static void texts(String name, List<String> texts, JsonGenerator to)
            throws IOException {
        to.writeArrayFieldStart(name);
        for (String text : texts) {
            to.writeString(text);
        }
        to.writeEndArray();
    }

    void write(PageWriter to) {
        to.number(tiers.size());
        tiers.forEach(to::constant);
        to.texts(labels).texts(near);
    }

    static Place read(PageReader from) {
        int count = from.count();
        List<Tier> tiers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tiers.add(from.constant(Tier.class));
        }
        return new Place(tiers, from.texts(), from.texts());
    }
}
