package org.pcm.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pcm.bench.growth.GrowthMark;
import org.pcm.cooperation.json.Json;

/**
 * How rate and memory moved while the ledger grew.
 *
 * @param seconds how long the whole run took
 * @param members how many members each cooperation had
 * @param warmUpTasks how many tasks of other cooperations the ledger held already
 * @param marks in the order in which they were reached
 */
public record GrowthReport(
        LedgerKind ledger,
        Instant started,
        double seconds,
        Machine machine,
        int members,
        long warmUpTasks,
        List<GrowthMark> marks,
        Verification verification)
        implements Measured {
    /** Copies the list. */
    public GrowthReport {
        marks = List.copyOf(marks);
    }

    @Override
    public boolean ok() {
        return verification.ok();
    }

    /** A mark's rate, in percent of the best one's. */
    public double percentOfBest(GrowthMark of) {
        double best =
                marks.stream().mapToDouble(GrowthMark::lifeCyclesPerSecond).max().orElseThrow();
        return 100 * of.lifeCyclesPerSecond() / best;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "     tasks  life cycles  % of  up to  CPU µs a  stolen  gateway MiB  chaincode MiB  peer MiB");
        lines.add(
                "              a second  best  there  life cyc.      %  live   rss    live   rss       rss");
        marks.forEach(mark -> lines.add(line(mark)));
        lines.add("%d members; %d tasks before, to warm up".formatted(members, warmUpTasks));
        lines.addAll(ReportText.lines(verification));
        return lines;
    }

    private String line(GrowthMark mark) {
        Map<String, Long> live = mark.memory().liveMib();
        Map<String, Long> resident = mark.memory().residentMib();
        return String.format(
                Locale.ROOT,
                "%10d  %11.0f  %4.0f  %5.0f  %9.0f  %6.1f  %4d  %4d    %4d  %4d  %8d",
                mark.tasks(),
                mark.lifeCyclesPerSecond(),
                percentOfBest(mark),
                mark.stretchPerSecond(),
                mark.cpuMicros(),
                mark.stolenPercent(),
                live.getOrDefault("gateway", 0L),
                resident.getOrDefault("gateway", 0L),
                most(live, "chaincode"),
                most(resident, "chaincode"),
                most(resident, "peer"));
    }

    /** Of all processes whose name begins so, or of the devnode's only one. */
    private static long most(Map<String, Long> mib, String name) {
        return mib.entrySet().stream()
                .filter(each -> each.getKey().startsWith(name) || each.getKey().equals("ledger"))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder())
                .orElse(0L);
    }

    @Override
    public byte[] toJson() {
        return Json.write(to -> {
            to.useDefaultPrettyPrinter();
            to.writeStartObject();
            to.writeStringField("ledger", ledger.word());
            to.writeBooleanField("ok", ok());
            to.writeStringField("started", started.toString());
            ReportJson.decimal("seconds", seconds, to);
            ReportJson.machine(machine, to);
            to.writeNumberField("members", members);
            to.writeNumberField("warmUpTasks", warmUpTasks);
            to.writeArrayFieldStart("marks");
            for (GrowthMark mark : marks) {
                to.writeStartObject();
                to.writeNumberField("tasks", mark.tasks());
                ReportJson.decimal("lifeCyclesPerSecond", mark.lifeCyclesPerSecond(), to);
                ReportJson.decimal("percentOfBest", percentOfBest(mark), to);
                ReportJson.decimal("stretchPerSecond", mark.stretchPerSecond(), to);
                to.writeNumberField("windowMillis", mark.windowMillis());
                ReportJson.cpu(mark.cpuMicrosPerLifeCycle(), to);
                ReportJson.decimal("stolenPercent", mark.stolenPercent(), to);
                mib("liveMib", mark.memory().liveMib(), to);
                mib("residentMib", mark.memory().residentMib(), to);
                to.writeEndObject();
            }
            to.writeEndArray();
            ReportJson.verification(verification, to);
            to.writeEndObject();
        });
    }

    private static void mib(String name, Map<String, Long> mib, JsonGenerator to)
            throws IOException {
        to.writeObjectFieldStart(name);
        for (var each : new TreeMap<>(mib).entrySet()) {
            to.writeNumberField(each.getKey(), each.getValue());
        }
        to.writeEndObject();
    }
}
