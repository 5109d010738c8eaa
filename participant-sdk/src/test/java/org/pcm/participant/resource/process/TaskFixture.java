package org.pcm.participant.resource.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.information.RelativePath;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.resource.AttemptId;
import org.pcm.participant.resource.Work;

/** Tasks to run in tests; reads as a sentence. */
record TaskFixture(List<String> command, long memoryMib, long limitMillis, List<String> outputs) {

    static TaskFixture shell(String script) {
        return new TaskFixture(List.of("sh", "-c", script), 64, 60_000, List.of());
    }

    TaskFixture withLimitMillis(long millis) {
        return new TaskFixture(command, memoryMib, millis, outputs);
    }

    TaskFixture withMemoryMib(long mib) {
        return new TaskFixture(command, mib, limitMillis, outputs);
    }

    TaskFixture leaving(String... paths) {
        return new TaskFixture(command, memoryMib, limitMillis, List.of(paths));
    }

    TaskDocument document() {
        return new TaskDocument(
                command,
                "",
                Map.of("GREETING", "it's me"),
                List.of(),
                outputs.stream().map(RelativePath::new).toList(),
                new Kind(new Resources(1_000, memoryMib, 0), 1_000, limitMillis));
    }

    Work in(Path folder, int number) {
        AttemptId attempt = new AttemptId("lab", 7, number, 42);
        return new Work(attempt, document(), folder.resolve(attempt.fileName()));
    }
}
