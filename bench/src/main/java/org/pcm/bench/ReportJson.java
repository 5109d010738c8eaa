package org.pcm.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.pcm.bench.contention.ContentionFigures;
import org.pcm.bench.measure.Latency;
import org.pcm.cooperation.json.Json;

/**
 * Writes reports (docs/bench.md). The largest submissions' figures stand at the top as well, under
 * the same keys as in each shape's object.
 */
final class ReportJson {
    private ReportJson() {}

    static byte[] write(Report report) {
        return Json.write(to -> {
            to.useDefaultPrettyPrinter();
            to.writeStartObject();
            to.writeStringField("ledger", report.ledger().word());
            to.writeBooleanField("ok", report.ok());
            to.writeStringField("started", report.started().toString());
            decimal("seconds", report.seconds(), to);
            machine(report.machine(), to);
            summary(report, report.cycles().getFirst(), to);
            decimal("naiveLifeCyclesPerSecond", report.naive().lifeCyclesPerSecond(), to);
            for (CycleFigures cycle : report.cycles()) {
                cycle(report, cycle, to);
            }
            contention(report.contention(), to);
            naive(report.naive(), to);
            members(report, to);
            verification(report.verification(), to);
            to.writeEndObject();
        });
    }

    static void machine(Machine machine, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("machine");
        to.writeNumberField("cores", machine.cores());
        to.writeNumberField("memoryMib", machine.memoryMib());
        to.writeStringField("processor", machine.processor());
        to.writeStringField("jdk", machine.jdk());
        to.writeStringField("os", machine.os());
        to.writeEndObject();
    }

    private static void summary(Report report, CycleFigures cycle, JsonGenerator to)
            throws IOException {
        decimal("lifeCyclesPerSecond", cycle.lifeCyclesPerSecond(), to);
        decimal("ratio", report.ratio(cycle), to);
        latency("submitToOffered", cycle.submitToOffered(), to);
        latency("submitToCompleted", cycle.submitToCompleted(), to);
    }

    private static void latency(String name, Latency latency, JsonGenerator to) throws IOException {
        decimal(name + "P50Millis", latency.p50Millis(), to);
        decimal(name + "P99Millis", latency.p99Millis(), to);
    }

    private static void cycle(Report report, CycleFigures cycle, JsonGenerator to)
            throws IOException {
        to.writeObjectFieldStart(cycle.shape().name());
        summary(report, cycle, to);
        to.writeNumberField("tasksPerSubmission", cycle.shape().submitted());
        to.writeNumberField("tasksPerAnswer", cycle.shape().answered());
        to.writeNumberField("cooperations", cycle.shape().cooperations());
        to.writeNumberField("tasksInFlight", cycle.shape().inFlight());
        to.writeNumberField("measuredMillis", cycle.measuredMillis());
        to.writeNumberField("lifeCycles", cycle.lifeCycles());
        to.writeNumberField("transactions", cycle.transactions());
        decimal("bytesPerLifeCycle", cycle.bytesPerLifeCycle(), to);
        cpu(cycle.cpuMicrosPerLifeCycle(), to);
        decimal("stolenPercent", cycle.stolenPercent(), to);
        decimal("latencyLoadPerSecond", cycle.latencyLoadPerSecond(), to);
        to.writeNumberField("latencyMillis", cycle.latencyMillis());
        to.writeEndObject();
    }

    static void cpu(Map<String, Double> microsByProcess, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("cpuMicrosPerLifeCycle");
        for (var each : new TreeMap<>(microsByProcess).entrySet()) {
            decimal(each.getKey(), each.getValue(), to);
        }
        to.writeEndObject();
    }

    private static void contention(ContentionFigures contention, JsonGenerator to)
            throws IOException {
        to.writeObjectFieldStart("contention");
        to.writeNumberField("clients", contention.clients());
        to.writeNumberField("sent", contention.sent());
        to.writeNumberField("effective", contention.effective());
        to.writeNumberField("naiveSent", contention.naiveSent());
        to.writeNumberField("naiveEffective", contention.naiveEffective());
        to.writeEndObject();
    }

    private static void naive(NaiveFigures naive, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("naive");
        decimal("lifeCyclesPerSecond", naive.lifeCyclesPerSecond(), to);
        to.writeNumberField("clients", naive.clients());
        to.writeNumberField("measuredMillis", naive.measuredMillis());
        to.writeNumberField("lifeCycles", naive.lifeCycles());
        to.writeNumberField(
                "transactions", naive.lifeCycles() * NaiveFigures.TRANSACTIONS_PER_LIFE_CYCLE);
        to.writeNumberField("failedSteps", naive.failedSteps());
        decimal("stolenPercent", naive.stolenPercent(), to);
        decimal("bytesPerLifeCycle", naive.bytesPerLifeCycle(), to);
        to.writeEndObject();
    }

    private static void members(Report report, JsonGenerator to) throws IOException {
        to.writeArrayFieldStart("members");
        for (String name : report.members()) {
            to.writeStartObject();
            to.writeStringField("name", name);
            report.pledge().write("pledge", to);
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    static void verification(Verification verification, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("verification");
        to.writeNumberField("tasks", verification.tasks());
        to.writeNumberField("completedOnce", verification.completedOnce());
        to.writeNumberField("jobs", verification.jobs());
        to.writeNumberField("peers", verification.peers());
        to.writeStringField("audit", verification.audit());
        to.writeArrayFieldStart("faults");
        for (String fault : verification.faults()) {
            to.writeString(fault);
        }
        to.writeEndArray();
        to.writeEndObject();
    }

    static void decimal(String name, double value, JsonGenerator to) throws IOException {
        to.writeNumberField(name, BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP));
    }
}
