package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.page.PageKeys;

/**
 * What a task's life cycle costs on the ledger. The tables go to the test's report; the decision
 * that rests on them is docs/adr/0001-page-size-and-encoding.md.
 */
@Tag("slow")
class CostTest {
    private static final int WARM_UP = 12;
    private static final int BATCHES = 40;

    @Test
    void bytes_and_keys_of_a_life_cycle() {
        StringBuilder report = new StringBuilder();
        report.append(
                "\nBytes and keys of a task's life cycle, 1,024 tasks begun a batch, 8 members\n");
        report.append(
                "tasks a submission | page bytes | argument bytes | event bytes | reads a batch | writes a batch\n");
        for (int tasks : List.of(128, 32, 8)) {
            Workload work = new Workload(1_024, tasks);
            long completed = runs(work, WARM_UP);
            List<Workload.Cost> costs =
                    work.costs.subList(work.costs.size() - BATCHES, work.costs.size());
            report.append(
                    "%18d | %10.1f | %14.1f | %11.1f | %13.1f | %14.1f%n"
                            .formatted(
                                    tasks,
                                    sum(costs, Workload.Cost::pageBytes) / completed,
                                    sum(costs, Workload.Cost::argumentBytes) / completed,
                                    sum(costs, Workload.Cost::eventBytes) / completed,
                                    sum(costs, Workload.Cost::reads) / BATCHES,
                                    sum(costs, Workload.Cost::writes) / BATCHES));
            assertThat(sum(costs, Workload.Cost::pageBytes) / completed)
                    .as("page bytes a life cycle")
                    .isLessThan(400);
        }
        System.out.println(report);
    }

    private static long runs(Workload work, int warmUp) {
        for (int i = 0; i < warmUp; i++) {
            work.batch();
        }
        long before = work.completed();
        for (int i = 0; i < BATCHES; i++) {
            work.batch();
        }
        return work.completed() - before;
    }

    private interface Part {
        long of(Workload.Cost cost);
    }

    private static double sum(List<Workload.Cost> costs, Part part) {
        return costs.stream().mapToLong(part::of).sum();
    }

    @Test
    void pages_of_other_sizes_and_encodings() {
        StringBuilder report = new StringBuilder();
        for (boolean scattered : List.of(false, true)) {
            for (int tasksPerJob : List.of(1_024, 128, 8)) {
                report.append("\nState pages, jobs of ").append(tasksPerJob).append(" tasks that ");
                report.append(scattered ? "end 8 at a time over 8 batches\n" : "end together\n");
                report.append("page size | encoding | bytes a life cycle | ");
                report.append("reads a batch | writes a batch\n");
                measured(tasksPerJob, scattered).forEach(report::append);
            }
        }
        System.out.println(report);
    }

    private List<Repaging> measured(int tasksPerJob, boolean scattered) {
        List<Repaging> pagings = new ArrayList<>();
        for (Repaging.Encoding encoding : Repaging.Encoding.values()) {
            for (int size : List.of(1, 8, 32, 64, 128, 256)) {
                pagings.add(new Repaging(size, encoding));
            }
        }
        Workload work = new Workload(1_024, tasksPerJob, scattered);
        long real = 0;
        long begun = 0;
        for (int i = 0; i < WARM_UP + BATCHES; i++) {
            boolean counts = i >= WARM_UP;
            long before = work.completed();
            work.batch();
            begun += counts ? work.completed() - before : 0;
            real += counts ? work.pages.bytesWritten("/t/") : 0;
            pagings.forEach(paging -> paging.after(work.pages, counts));
        }
        long completed = begun;
        pagings.forEach(paging -> paging.over(completed, BATCHES));
        Repaging ours =
                pagings.stream()
                        .filter(p -> p.isOf(PageKeys.TASKS_PER_PAGE, Repaging.Encoding.BINARY))
                        .findFirst()
                        .orElseThrow();
        assertThat(ours.bytes).as("the harness counts what was really written").isEqualTo(real);
        return pagings;
    }
}
