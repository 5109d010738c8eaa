package org.pcm.participant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.control.CallRule;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/** Reads what a site says to calls, and what it pledges. */
final class SiteCalls {
    private SiteCalls() {}

    static List<CallRule> read(JsonObject site) {
        return site.objects("calls").stream().map(SiteCalls::rule).toList();
    }

    private static CallRule rule(JsonObject from) {
        CallRule.Answer answer = answer(from);
        JsonNode terms = from.has("terms") ? from.node("terms") : Json.object();
        if (!terms.isObject()) {
            throw from.wrong("terms", "must be an object with fields of terms");
        }
        List<String> tiers = from.texts("tiers");
        for (String tier : tiers) {
            if (List.of(Tier.values()).stream().noneMatch(known -> known.name().equals(tier))) {
                throw from.wrong("tiers", "lists tiers such as HPC; none is called " + tier);
            }
        }
        boolean joins = answer == CallRule.Answer.join;
        if (!joins && from.has("pledge")) {
            throw from.wrong("pledge", "is for the answer join");
        }
        CallRule rule =
                new CallRule(
                        from.texts("names"),
                        from.texts("coordinators"),
                        tiers,
                        terms,
                        answer,
                        joins ? pledge(from.object("pledge")) : Resources.NONE);
        from.end();
        return rule;
    }

    private static CallRule.Answer answer(JsonObject from) {
        String text = from.text("answer");
        for (CallRule.Answer answer : CallRule.Answer.values()) {
            if (answer.name().equals(text)) {
                return answer;
            }
        }
        throw from.wrong("answer", "is join, decline or tell; not " + text);
    }

    /** What a site gives. */
    static Resources pledge(JsonObject from) {
        Resources resources =
                new Resources(
                        from.number("milliCpu", 0, Resources.MAX_MILLI_CPU),
                        from.number("memoryMib", 0, Resources.MAX_MEMORY_MIB),
                        from.number("gpus", 0, Resources.MAX_GPUS, 0));
        from.end();
        return resources;
    }

    /** The same, as it is remembered. */
    static String write(Resources pledge) {
        return Json.write(
                Json.object()
                        .put("milliCpu", pledge.milliCpu())
                        .put("memoryMib", pledge.memoryMib())
                        .put("gpus", pledge.gpus()));
    }
}
