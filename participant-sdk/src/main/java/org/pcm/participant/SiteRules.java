package org.pcm.participant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.pcm.participant.control.Rule;
import org.pcm.participant.control.RuleProvider;
import org.pcm.participant.control.Rules;
import org.pcm.participant.json.JsonObject;

/** Reads a site's limits and policy as rules: one line a rule. */
final class SiteRules {

    private static final String OWN_REASON = "Policy";

    private SiteRules() {}

    static List<Rule> read(JsonObject limits, JsonObject policy) {
        List<Rule> rules = new ArrayList<>();
        limit(limits, "tasksMax", Rules::tasksAtMost, rules);
        limit(limits, "estimateMillisMax", Rules::estimateAtMost, rules);
        limit(limits, "limitMillisMax", Rules::limitAtMost, rules);
        limit(limits, "memoryMibMax", Rules::memoryAtMost, rules);
        List<String> commands = policy.texts("commands");
        if (!commands.isEmpty()) {
            rules.add(Rules.onlyCommands(commands));
        }
        policy.objects("refuse").forEach(refuse -> rules.add(refusal(refuse)));
        policy.objects("rules").forEach(rule -> rules.add(provided(rule)));
        return rules;
    }

    private static void limit(
            JsonObject limits, String field, LongFunction<Rule> rule, List<Rule> rules) {
        if (limits.has(field)) {
            rules.add(rule.apply(limits.number(field, 1, Long.MAX_VALUE)));
        }
    }

    private static Rule provided(JsonObject settings) {
        String name = settings.text("rule");
        Map<String, RuleProvider> known = new TreeMap<>();
        ServiceLoader.load(RuleProvider.class)
                .forEach(provider -> known.put(provider.name(), provider));
        RuleProvider provider = known.get(name);
        if (provider == null) {
            throw settings.wrong(
                    "rule", "is none of " + String.join(", ", known.keySet()) + ": " + name);
        }
        Rule rule = provider.read(settings);
        settings.end();
        return rule;
    }

    private static Rule refusal(JsonObject from) {
        String reason = from.text("reason", OWN_REASON);
        if (!reason.matches("[A-Za-z]{1,32}")) {
            throw from.wrong("reason", "must be 1 to 32 letters");
        }
        Rule rule = Rules.noCommandContaining(from.text("commandContains"), reason);
        from.end();
        return rule;
    }
}
