package org.pcm.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.json.Json;

/**
 * What came of the demo.
 *
 * @param ledger the kind of ledger
 * @param refused tasks refused by a participant's own policy
 * @param reassigned tasks done by another than the one they were offered to first
 * @param resumed tasks that outlived their agent and were found again
 * @param same whether the merged result equals the direct computation
 * @param audit {@code PASS}, or {@code FAIL: } and why
 */
record Report(
        String ledger,
        int tasks,
        int completed,
        int refused,
        int reassigned,
        int resumed,
        Path input,
        Path result,
        boolean same,
        List<Line> roster,
        Path blocks,
        String genesis,
        String audit,
        Duration took) {
    /** A participant's line: its weight in thousandths, before the job and after. */
    record Line(
            String name,
            Tier tier,
            long weightBefore,
            long weightAfter,
            int accepted,
            int refused,
            int completed) {}

    /** Copies the list. */
    Report {
        roster = List.copyOf(roster);
    }

    /** Whether everything is as it must be. */
    boolean ok() {
        return wrong().isEmpty();
    }

    /** What is not as it must be, a sentence each. */
    List<String> wrong() {
        return new Checks()
                .that(completed == tasks, "only " + completed + " of " + tasks + " tasks are done")
                .that(same, "the merged result differs from the direct computation")
                .that(refused > 0, "nobody refused a task")
                .that(reassigned > 0, "no task went to another participant")
                .that(resumed > 0, "no task outlived its agent")
                .that(audit.equals("PASS"), "the audit says " + audit)
                .wrong();
    }

    /** The report file, with the keys that programs rely on. */
    ObjectNode toJson() {
        ObjectNode json =
                Json.object()
                        .put("ledger", ledger)
                        .put("tasks", tasks)
                        .put("completed", completed)
                        .put("refused", refused)
                        .put("reassigned", reassigned)
                        .put("resumed", resumed)
                        .put("input", input.toString())
                        .put("result", result.toString());
        ArrayNode lines = json.putArray("roster");
        for (Line line : roster) {
            lines.addObject()
                    .put("name", line.name())
                    .put("tier", line.tier().name())
                    .put("weightBefore", line.weightBefore())
                    .put("weightAfter", line.weightAfter())
                    .put("completed", line.completed());
        }
        return json.put("blocks", blocks.toString())
                .put("genesis", genesis)
                .put("audit", audit)
                .put("seconds", seconds())
                .put("ok", ok());
    }

    /** With one digit behind the point. */
    BigDecimal seconds() {
        return BigDecimal.valueOf(took.toMillis(), 3).setScale(1, RoundingMode.HALF_UP);
    }
}
