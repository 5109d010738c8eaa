package org.pcm.participant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;
import org.pcm.participant.resource.AttemptState;
import org.pcm.participant.resource.Attempts;

/**
 * How an agent is doing, as it writes it into its work folder every second.
 *
 * @param pid its process
 * @param at when it was written, milliseconds since 1970
 * @param open offers not answered yet, and grabs without an outcome
 * @param running attempts accepted and not ended
 * @param answering ended attempts whose end the ledger does not know yet
 * @param closed attempts that came to an end, whatever it was
 * @param verified blocks of the ledger that were verified
 * @param genesisPinned whether the site file pins the ledger
 * @param sandboxed whether tasks are kept apart from the host
 * @param calls for participation that are open, with what was said to them
 */
public record AgentStatus(
        String name,
        long pid,
        long at,
        Mode mode,
        long open,
        long running,
        long answering,
        long closed,
        long verified,
        boolean genesisPinned,
        boolean sandboxed,
        List<HeardCall> calls) {

    /** Copies what it is given. */
    public AgentStatus {
        calls = List.copyOf(calls);
    }

    static AgentStatus of(
            Site site,
            long now,
            Mode mode,
            Attempts attempts,
            long verified,
            boolean sandboxed,
            List<HeardCall> calls) {
        return new AgentStatus(
                site.name(),
                ProcessHandle.current().pid(),
                now,
                mode,
                attempts.count(AttemptState.OFFERED)
                        + attempts.count(AttemptState.GRABBING)
                        + attempts.count(AttemptState.ACCEPTING)
                        + attempts.count(AttemptState.REJECTING),
                attempts.count(AttemptState.GRANTED)
                        + attempts.count(AttemptState.READIED)
                        + attempts.count(AttemptState.ACCEPTED)
                        + attempts.count(AttemptState.RUNNING),
                attempts.count(AttemptState.COMPLETING) + attempts.count(AttemptState.FAILING),
                attempts.count(AttemptState.CLOSED),
                verified,
                site.genesis().isPresent(),
                sandboxed,
                calls);
    }

    /** Whether nothing runs and nothing is left to say. */
    public boolean isIdle() {
        return open + running + answering == 0;
    }

    /** The status as JSON. */
    public ObjectNode toJson() {
        ObjectNode to =
                Json.object()
                        .put("name", name)
                        .put("pid", pid)
                        .put("at", at)
                        .put("mode", mode.name());
        to.put("open", open)
                .put("running", running)
                .put("answering", answering)
                .put("closed", closed);
        to.put("verified", verified)
                .put("genesisPinned", genesisPinned)
                .put("sandboxed", sandboxed);
        ArrayNode list = to.putArray("calls");
        calls.forEach(call -> list.add(call.toJson()));
        return to;
    }

    static AgentStatus read(JsonObject from) {
        return new AgentStatus(
                from.text("name"),
                count(from, "pid"),
                count(from, "at"),
                Mode.valueOf(from.text("mode")),
                count(from, "open"),
                count(from, "running"),
                count(from, "answering"),
                count(from, "closed"),
                count(from, "verified"),
                from.flag("genesisPinned", false),
                from.flag("sandboxed", false),
                from.objects("calls").stream().map(HeardCall::read).toList());
    }

    private static long count(JsonObject from, String field) {
        return from.number(field, 0, Long.MAX_VALUE);
    }
}
