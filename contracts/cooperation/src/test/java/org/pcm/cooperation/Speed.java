package org.pcm.cooperation;

import java.util.List;

/**
 * How fast the contract is by itself, on one thread and without signatures. Prints figures; run it
 * by hand: {@code java -cp … org.pcm.cooperation.Speed [seconds]}.
 */
final class Speed {
    private Speed() {}

    public static void main(String[] arguments) {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 5;
        for (int tasksPerJob : List.of(128, 32, 8, 1)) {
            Workload workload = new Workload(256, tasksPerJob);
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            while (System.nanoTime() < end) {
                workload.batch();
            }
            report(tasksPerJob, workload);
        }
    }

    /** Of the latter half of the batches, when the machine code is warm. */
    private static void report(int tasksPerJob, Workload workload) {
        List<Workload.Cost> all = workload.costs;
        List<Workload.Cost> warm = all.subList(all.size() / 2, all.size());
        double nanos = warm.stream().mapToLong(Workload.Cost::nanos).sum();
        double tasks = 256.0 * warm.size();
        System.out.printf(
                "submissions of %3d tasks: %8.0f life cycles/s, %6.2f µs a task, %6.2f ms a batch%n",
                tasksPerJob, tasks / nanos * 1e9, nanos / tasks / 1e3, nanos / warm.size() / 1e6);
    }
}
