package org.pcm.cooperation.job;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.submission.CommandResult;

/**
 * The tasks that a command names, sorted into those it applies to (by a group of the caller's
 * making, such as the kind) and those it can't, by reason. So that one task that has moved on does
 * not spoil the answer for the others.
 */
final class Sorting {
    private final TreeMap<Integer, TaskSet.Builder> groups = new TreeMap<>();
    private final Map<RefusalCode, TaskSet.Builder> exceptions = new EnumMap<>(RefusalCode.class);
    private final Map<RefusalCode, Refusal> reasons = new EnumMap<>(RefusalCode.class);
    private final TaskSet.Builder good = new TaskSet.Builder();

    /** Why a task can't be, null when it can. */
    interface Check {
        @Nullable Refusal refuse(int number);
    }

    /** The group of a task that can. */
    interface Group {
        int of(int number);
    }

    Sorting(TaskSet tasks, Check check, Group group) {
        tasks.stream()
                .forEach(number -> {
                    Refusal refusal = check.refuse(number);
                    if (refusal == null) {
                        good.add(number);
                        groups.computeIfAbsent(group.of(number), g -> new TaskSet.Builder())
                                .add(number);
                    } else {
                        reasons.putIfAbsent(refusal.code(), refusal);
                        exceptions
                                .computeIfAbsent(refusal.code(), c -> new TaskSet.Builder())
                                .add(number);
                    }
                });
    }

    /** The tasks that can, by group. */
    Map<Integer, TaskSet> groups() {
        TreeMap<Integer, TaskSet> sets = new TreeMap<>();
        groups.forEach((group, builder) -> sets.put(group, builder.build()));
        return sets;
    }

    /** All tasks that can. */
    TaskSet good() {
        return good.build();
    }

    /** The command's result: refused when it applies to no task for one reason alone. */
    CommandResult result() {
        if (good.isEmpty() && reasons.size() == 1) {
            return new CommandResult.Refused(reasons.values().iterator().next());
        }
        List<CommandResult.TaskRefusal> list = new ArrayList<>();
        exceptions.forEach((code, builder) ->
                list.add(
                        new CommandResult.TaskRefusal(
                                builder.build(), reasons.getOrDefault(code, code.because("")))));
        return new CommandResult.Done(0, list);
    }
}
