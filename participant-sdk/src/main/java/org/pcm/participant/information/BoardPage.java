package org.pcm.participant.information;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/**
 * One page of what waits to be grabbed. Nobody has verified it: what is granted, the ledger says.
 *
 * @param version the lane's version that it shows
 * @param mode how tasks find who runs them at present
 * @param weight the reader's, in thousandths
 * @param pledge the reader's, by the ledger
 * @param used what the reader holds, by the ledger
 * @param next where the next page begins; empty where there is none
 */
public record BoardPage(
        long version,
        DispatchMode mode,
        long weight,
        Resources pledge,
        Resources used,
        List<Waiting> tasks,
        String next) {

    /** As a gateway takes it; nothing else of a gateway's word gets into an address. */
    private static final Pattern NEXT = Pattern.compile("([0-9]{1,18}\\.[0-9]{1,9})?");

    /**
     * A task that waits.
     *
     * @param owner who submitted its job
     * @param spec its document
     * @param needs what it would hold
     */
    public record Waiting(long job, int task, String owner, Digest spec, Resources needs) {}

    /** Reads a gateway's answer. */
    public static BoardPage read(JsonObject from) {
        List<Waiting> tasks = new ArrayList<>();
        from.objects("jobs").forEach(job -> read(job, tasks));
        return new BoardPage(
                from.number("version", 0, Long.MAX_VALUE),
                mode(from),
                from.number("weight", 0, Long.MAX_VALUE),
                resources(from.object("pledge")),
                resources(from.object("used")),
                List.copyOf(tasks),
                next(from));
    }

    private static String next(JsonObject from) {
        String next = from.text("next");
        if (!NEXT.matcher(next).matches()) {
            throw from.wrong("next", "is no place to go on: " + next);
        }
        return next;
    }

    private static void read(JsonObject job, List<Waiting> tasks) {
        List<Kind> kinds = job.list("kinds", (where, node) -> kind(Json.write(node)));
        for (JsonObject task : job.objects("tasks")) {
            int kind = (int) task.number("kind", 0, Math.max(0, kinds.size() - 1));
            tasks.add(
                    new Waiting(
                            job.number("job", 0, Long.MAX_VALUE),
                            (int) task.number("task", 0, Integer.MAX_VALUE),
                            job.text("owner"),
                            new Digest(task.text("spec")),
                            kinds.get(kind).needs()));
        }
    }

    private static Kind kind(String json) {
        byte[] bytes = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Kind.read(Fields.of(org.pcm.cooperation.json.Json.read(bytes), "kind"));
    }

    private static DispatchMode mode(JsonObject from) {
        String mode = from.text("mode");
        for (DispatchMode each : DispatchMode.values()) {
            if (each.name().equals(mode)) {
                return each;
            }
        }
        throw new InvalidDocument("mode", "is unknown: " + mode);
    }

    private static Resources resources(JsonObject from) {
        return new Resources(
                from.number("milliCpu", 0, Resources.MAX_MILLI_CPU),
                from.number("memoryMib", 0, Resources.MAX_MEMORY_MIB),
                from.number("gpus", 0, Resources.MAX_GPUS, 0));
    }
}
