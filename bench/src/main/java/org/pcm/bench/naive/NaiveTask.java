package org.pcm.bench.naive;

import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;

/**
 * A task as one JSON value.
 *
 * @param state how far it is
 * @param spec digest of what to do, hex
 * @param member who has it, empty before it was offered
 * @param result digest of what came out, hex; empty before its end
 */
record NaiveTask(State state, String spec, String member, String result) {
    private static final int TEXT_MAX = 128;

    /** How far a task is; each state follows the one before. */
    enum State {
        SUBMITTED,
        OFFERED,
        ACCEPTED,
        COMPLETED
    }

    static NaiveTask submitted(String spec) {
        return new NaiveTask(State.SUBMITTED, spec, "", "");
    }

    NaiveTask offered(String newMember) {
        must(State.SUBMITTED);
        return new NaiveTask(State.OFFERED, spec, newMember, "");
    }

    NaiveTask accepted() {
        must(State.OFFERED);
        return new NaiveTask(State.ACCEPTED, spec, member, "");
    }

    NaiveTask completed(String newResult) {
        must(State.ACCEPTED);
        return new NaiveTask(State.COMPLETED, spec, member, newResult);
    }

    private void must(State expected) {
        if (state != expected) {
            throw new JsonException("the task is " + state + ", not " + expected);
        }
    }

    static NaiveTask read(byte[] json) {
        Fields fields = Json.readObject(json);
        NaiveTask task =
                new NaiveTask(
                        fields.constant("state", State.class),
                        fields.text("spec", TEXT_MAX),
                        fields.text("member", TEXT_MAX),
                        fields.text("result", TEXT_MAX));
        fields.end();
        return task;
    }

    byte[] write() {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeStringField("state", state.name());
            to.writeStringField("spec", spec);
            to.writeStringField("member", member);
            to.writeStringField("result", result);
            to.writeEndObject();
        });
    }
}
