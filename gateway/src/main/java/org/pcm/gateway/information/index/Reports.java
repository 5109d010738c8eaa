package org.pcm.gateway.information.index;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HexFormat;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.round.RoundState;
import org.pcm.cooperation.round.Terms;

/**
 * The answers of docs/protocol.md §7 as JSON. Members are numbers, as in events; nobody is -1, no
 * digest and no reason the empty text, so that every answer has all its fields.
 */
final class Reports {
    private Reports() {}

    static void participant(LaneView registry, Registry.Participant participant, JsonGenerator to)
            throws IOException {
        to.writeStartObject();
        to.writeStringField("name", participant.name());
        to.writeStringField("tier", participant.tier().name());
        to.writeStringField("organisation", participant.organisation());
        texts("capabilities", participant.capabilities(), to);
        sequences(registry, participant, to);
        texts("kids", participant.kids(), to);
        to.writeEndObject();
    }

    private static void sequences(LaneView lane, Registry.Participant participant, JsonGenerator to)
            throws IOException {
        to.writeObjectFieldStart("sequence");
        for (String kid : participant.kids()) {
            to.writeNumberField(kid, lane.sequences.getOrDefault(kid, 0L));
        }
        to.writeEndObject();
    }

    private static void texts(String field, Iterable<String> texts, JsonGenerator to)
            throws IOException {
        to.writeArrayFieldStart(field);
        for (String text : texts) {
            to.writeString(text);
        }
        to.writeEndArray();
    }

    static void cooperation(LaneView lane, JsonGenerator to) throws IOException {
        Terms terms = lane.terms;
        to.writeStartObject();
        to.writeStringField("name", lane.name);
        to.writeNumberField("version", lane.version);
        to.writeNumberField("clock", lane.clock);
        if (terms != null) { // the registry has neither
            to.writeNumberField("coordinator", lane.coordinator);
            to.writeFieldName("terms");
            terms.write(to);
            to.writeNumberField("round", lane.governance.round);
            to.writeStringField("roundState", lane.governance.state.name());
            to.writeNumberField("callUntil", lane.governance.callUntil);
        }
        if (lane.governance.state == RoundState.CALLED) {
            GovernanceReports.call(lane, to);
        }
        to.writeStringField("state", lane.closed ? "CLOSED" : "OPEN");
        to.writeNumberField("openJobs", lane.openJobs.size());
        to.writeEndObject();
    }

    static void member(
            LaneView lane, MemberView member, Registry.Participant participant, JsonGenerator to)
            throws IOException {
        to.writeStartObject();
        to.writeNumberField("member", member.number);
        to.writeStringField("name", member.name);
        to.writeStringField("tier", member.tier.name());
        to.writeStringField("state", member.state.name());
        to.writeNumberField("weight", member.weight);
        member.pledge.write("pledge", to);
        member.used().write("used", to);
        sequences(lane, participant, to);
        to.writeNumberField("seen", member.seen);
        texts("kids", participant.kids(), to);
        texts("labels", member.labels, to);
        to.writeNumberField("probation", member.probation);
        to.writeNumberField("coolUntil", member.coolUntil);
        to.writeEndObject();
    }

    static void job(JobView job, JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeNumberField("job", job.number);
        to.writeStringField("name", job.name);
        to.writeNumberField("owner", job.owner);
        to.writeStringField("state", job.state().name());
        to.writeNumberField("tasks", job.tasks());
        to.writeNumberField("pending", job.count(TaskState.PENDING));
        to.writeNumberField("offered", job.count(TaskState.OFFERED));
        to.writeNumberField("ready", job.count(TaskState.READY));
        to.writeNumberField(
                "running", job.count(TaskState.RUNNING) + job.count(TaskState.CANCELLING));
        to.writeNumberField("done", job.count(TaskState.DONE));
        to.writeNumberField("failed", job.count(TaskState.FAILED));
        to.writeNumberField("cancelled", job.count(TaskState.CANCELLED));
        to.writeBooleanField("more", job.more());
        to.writeStringField("digest", job.digest());
        to.writeNumberField("priority", job.traits.priority());
        to.writeBooleanField("gang", job.traits.gang());
        to.writeArrayFieldStart("after");
        for (long earlier : job.traits.after()) {
            to.writeNumber(earlier);
        }
        to.writeEndArray();
        to.writeEndObject();
    }

    static void task(JobView job, int task, JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeNumberField("task", task);
        to.writeStringField("state", job.state(task).name());
        to.writeNumberField("kind", job.kind(task));
        to.writeNumberField("member", job.member(task));
        to.writeNumberField("attempts", job.attempts(task));
        to.writeNumberField("offers", job.offers(task));
        to.writeStringField("spec", hex(job.spec(task)));
        to.writeStringField("result", hex(job.result(task)));
        to.writeStringField("reason", job.reason(task));
        to.writeEndObject();
    }

    private static String hex(byte[] digest) {
        for (byte b : digest) {
            if (b != 0) {
                return HexFormat.of().formatHex(digest);
            }
        }
        return "";
    }
}
