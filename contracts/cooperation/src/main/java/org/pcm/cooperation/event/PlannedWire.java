package org.pcm.cooperation.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.json.Fields;

/** The wire form of {@link Planned} events. */
final class PlannedWire {
    private static final int ANY = Integer.MAX_VALUE;

    private PlannedWire() {}

    /** Writes what {@link EventWriter} has not written for every event of a job or member. */
    static void writeFields(Planned event, JsonGenerator to) throws IOException {
        switch (event) {
            case Planned.JobTraits e -> e.traits().writeFields(to);
            case Planned.JobDoomed e -> to.writeNumberField("by", e.by());
            case Planned.Grabbed e -> {
                to.writeNumberField("kind", e.kind());
                to.writeStringField("specs", e.specs().toString());
                to.writeNumberField("until", e.until());
            }
            case Planned.RejectedForGood e -> to.writeStringField("reason", e.reason());
            case Planned.Started e -> to.writeNumberField("until", e.until());
            case Planned.CoolingDown e -> to.writeNumberField("until", e.until());
            case Planned.Labelled e -> {
                to.writeArrayFieldStart("labels");
                for (String label : e.labels()) {
                    to.writeString(label);
                }
                to.writeEndArray();
            }
            case Planned.OnProbation e -> to.writeNumberField("work", e.work());
            case Planned.JobReady e -> {}
            case Planned.Readied e -> {}
            case Planned.Disbanded e -> {}
        }
    }

    /** The event named {@code on}, null when it is none of these. */
    static @Nullable Event read(String on, Fields fields) {
        return switch (on) {
            case "JobTraits" -> new Planned.JobTraits(job(fields), Traits.readInto(fields));
            case "JobReady" -> new Planned.JobReady(job(fields));
            case "JobDoomed" ->
                    new Planned.JobDoomed(job(fields), fields.integer("by", 1, Long.MAX_VALUE));
            case "Grabbed" ->
                    new Planned.Grabbed(
                            job(fields),
                            tasks(fields),
                            member(fields),
                            (int) fields.integer("kind", 0, Integer.MAX_VALUE),
                            Digests.parse(fields.text("specs", ANY)),
                            until(fields));
            case "RejectedForGood" ->
                    new Planned.RejectedForGood(
                            job(fields), tasks(fields), member(fields), fields.text("reason", 32));
            case "Readied" -> new Planned.Readied(job(fields), tasks(fields), member(fields));
            case "Started" -> new Planned.Started(job(fields), tasks(fields), until(fields));
            case "Disbanded" -> new Planned.Disbanded(job(fields), tasks(fields));
            case "CoolingDown" -> new Planned.CoolingDown(member(fields), until(fields));
            case "Labelled" ->
                    new Planned.Labelled(member(fields), fields.texts("labels", ANY, 32));
            case "OnProbation" ->
                    new Planned.OnProbation(
                            member(fields), fields.integer("work", 0, Long.MAX_VALUE));
            default -> null;
        };
    }

    private static int member(Fields fields) {
        return (int) fields.integer("member", 0, Integer.MAX_VALUE);
    }

    private static long job(Fields fields) {
        return fields.integer("job", 1, Long.MAX_VALUE);
    }

    private static long until(Fields fields) {
        return fields.integer("until", 0, Long.MAX_VALUE);
    }

    private static TaskSet tasks(Fields fields) {
        return TaskSet.parse(fields.text("tasks", ANY));
    }
}
