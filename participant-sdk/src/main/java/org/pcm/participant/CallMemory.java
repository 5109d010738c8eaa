package org.pcm.participant;

import java.util.List;
import java.util.Optional;
import org.pcm.participant.client.Directory;
import org.pcm.participant.client.MemberSummary;
import org.pcm.participant.control.CallRule;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/** What an agent remembers of calls: its answers, and where it has joined, or was about to. */
final class CallMemory {

    private static final String JOINED = "joined:";
    private static final String ANSWERED = "call:";
    private static final String RULES = "rules of calls";

    private final Memory memory;
    private final Directory directory;
    private final String participant;

    CallMemory(Memory memory, Directory directory, String participant) {
        this.memory = memory;
        this.directory = directory;
        this.participant = participant;
    }

    /** What was said to a call, for good. */
    Optional<String> answer(String cooperation) {
        return memory.setting(ANSWERED + cooperation);
    }

    void answered(String cooperation, String answer) {
        memory.set(ANSWERED + cooperation, answer);
    }

    /** Where the owner's rules are others than before, they are asked again; who joined, joined. */
    void answeredBy(List<CallRule> rules) {
        String now = rules.toString();
        if (memory.setting(RULES).filter(now::equals).isPresent()) {
            return;
        }
        memory.settings(ANSWERED)
                .forEach((cooperation, answer) -> {
                    if (!answer.equals(CallRule.Answer.join.name())) {
                        memory.unset(ANSWERED + cooperation);
                    }
                });
        memory.set(RULES, now);
    }

    /** Where the agent has joined by calls, as far as it knows. */
    List<Site.Engaged> joined() {
        return memory.settings(JOINED).entrySet().stream()
                .map(each -> {
                    JsonObject pledge = JsonObject.of(JOINED, Json.parse(each.getValue()));
                    return new Site.Engaged(each.getKey(), SiteCalls.pledge(pledge));
                })
                .toList();
    }

    boolean hasJoined(String cooperation) {
        return memory.setting(JOINED + cooperation).isPresent();
    }

    void joins(Site.Engaged engaged) {
        memory.set(JOINED + engaged.cooperation(), SiteCalls.write(engaged.pledge()));
    }

    void forget(String cooperation) {
        memory.unset(JOINED + cooperation);
    }

    /**
     * Whether the participant is a member. A place that is over is forgotten; one that is not seen
     * is not, for a gateway may lag.
     */
    boolean stands(String cooperation) {
        Optional<MemberSummary> member = directory.member(cooperation, participant);
        boolean over =
                member.filter(known -> known.state().equals("LEFT")).isPresent()
                        || directory
                                .cooperation(cooperation)
                                .filter(known -> known.state().equals("CLOSED"))
                                .isPresent();
        if (over) {
            forget(cooperation);
        }
        return member.isPresent() && !over;
    }

    /** Where the agent has joined by calls before, and is seen to be a member still. */
    List<Site.Engaged> standing() {
        return joined().stream().filter(each -> stands(each.cooperation())).toList();
    }
}
