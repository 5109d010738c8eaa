package org.pcm.cooperation;

import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskState;

/** A task as the {@link SecondModel} sees it. */
final class ModelTask {
    static final int NOBODY = -1;

    TaskState state = TaskState.PENDING;
    @Nullable Kind kind;
    int holder = NOBODY;
    int offers;
    int attempts;
    long due;
    final TreeSet<Integer> gaveBack = new TreeSet<>();
    final TreeSet<Integer> declined = new TreeSet<>();

    Kind theKind() {
        return Objects.requireNonNull(kind);
    }
}
