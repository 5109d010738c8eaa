package org.pcm.cooperation.submission;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;

/**
 * The response of a batch transaction.
 *
 * @param version the lane's version after the batch
 * @param clock the lane's clock after the batch, milliseconds
 * @param outcomes one for each submission, in the order given
 */
public record BatchResult(long version, long clock, List<Outcome> outcomes) {
    private static final int ANY = Integer.MAX_VALUE;

    public byte[] toJson() {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeNumberField("version", version);
            to.writeNumberField("clock", clock);
            to.writeArrayFieldStart("outcomes");
            for (Outcome outcome : outcomes) {
                to.writeStartObject();
                writeFields(outcome, to);
                to.writeEndObject();
            }
            to.writeEndArray();
            to.writeEndObject();
        });
    }

    /** Writes the fields of {@code outcome} into the object that {@code to} is in. */
    public static void writeFields(Outcome outcome, JsonGenerator to) throws IOException {
        to.writeStringField("id", outcome.id());
        switch (outcome) {
            case Outcome.Applied applied -> {
                to.writeStringField("code", Outcome.APPLIED);
                to.writeArrayFieldStart("results");
                for (CommandResult result : applied.results()) {
                    write(result, to);
                }
                to.writeEndArray();
            }
            case Outcome.Refused refused -> write(refused.refusal(), to);
        }
    }

    private static void write(CommandResult result, JsonGenerator to) throws IOException {
        to.writeStartObject();
        switch (result) {
            case CommandResult.Done done -> {
                to.writeStringField("code", CommandResult.DONE);
                if (done.job() > 0) {
                    to.writeNumberField("job", done.job());
                }
                if (!done.exceptions().isEmpty()) {
                    to.writeArrayFieldStart("refused");
                    for (CommandResult.TaskRefusal exception : done.exceptions()) {
                        to.writeStartObject();
                        to.writeStringField("tasks", exception.tasks().toString());
                        write(exception.refusal(), to);
                        to.writeEndObject();
                    }
                    to.writeEndArray();
                }
            }
            case CommandResult.Refused refused -> write(refused.refusal(), to);
        }
        to.writeEndObject();
    }

    private static void write(Refusal refusal, JsonGenerator to) throws IOException {
        to.writeStringField("code", refusal.code().wire());
        to.writeStringField("why", refusal.why());
    }

    /** Reads what {@link #toJson} wrote. */
    public static BatchResult read(byte[] json) {
        Fields fields = Json.readObject(json);
        BatchResult result =
                new BatchResult(
                        fields.integer("version", 0, Long.MAX_VALUE),
                        fields.integer("clock", 0, Long.MAX_VALUE),
                        fields.list("outcomes", ANY, o -> readOutcome(Fields.of(o, "outcome"))));
        fields.end();
        return result;
    }

    /** Reads one outcome; {@code fields} must hold nothing else. */
    public static Outcome readOutcome(Fields fields) {
        String id = fields.text("id", 64);
        String code = fields.text("code", 64);
        Outcome outcome =
                code.equals(Outcome.APPLIED)
                        ? new Outcome.Applied(
                                id,
                                fields.list(
                                        "results", ANY, r -> readResult(Fields.of(r, "result"))))
                        : new Outcome.Refused(id, readRefusal(code, fields));
        fields.end();
        return outcome;
    }

    private static CommandResult readResult(Fields fields) {
        String code = fields.text("code", 64);
        CommandResult result;
        if (code.equals(CommandResult.DONE)) {
            long job = fields.integer("job", 0, Long.MAX_VALUE, 0);
            result =
                    new CommandResult.Done(
                            job,
                            fields.has("refused")
                                    ? fields.list(
                                            "refused",
                                            ANY,
                                            r -> readTaskRefusal(Fields.of(r, "refused")))
                                    : List.of());
        } else {
            result = new CommandResult.Refused(readRefusal(code, fields));
        }
        fields.end();
        return result;
    }

    private static CommandResult.TaskRefusal readTaskRefusal(Fields fields) {
        TaskSet tasks = TaskSet.parse(fields.text("tasks", ANY));
        CommandResult.TaskRefusal refusal =
                new CommandResult.TaskRefusal(tasks, readRefusal(fields.text("code", 64), fields));
        fields.end();
        return refusal;
    }

    private static Refusal readRefusal(String wire, Fields fields) {
        for (RefusalCode code : RefusalCode.values()) {
            if (code.wire().equals(wire)) {
                return code.because(fields.text("why", ANY));
            }
        }
        throw new JsonException("unknown code \"" + wire + "\"");
    }
}
