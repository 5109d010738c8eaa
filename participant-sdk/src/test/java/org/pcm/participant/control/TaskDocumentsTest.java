package org.pcm.participant.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.TaskDocument;

/** What an agent reads of tasks is bounded, whoever submitted them. */
class TaskDocumentsTest {

    private final HeldContent content = new HeldContent();
    private final TaskDocuments documents = new TaskDocuments(content);

    /** A sound document of a little more than so many bytes. */
    private Digest document(int bytes) {
        TaskDocument task =
                new TaskDocument(
                        List.of("true", "x".repeat(bytes)),
                        "",
                        Map.of(),
                        List.of(),
                        List.of(),
                        new Kind(new Resources(1, 1, 0), 1, 1));
        return content.put(task.write()).digest();
    }

    private TaskDocuments.Reading read(Digest spec) {
        return documents.read(List.of(spec)).getOrDefault(spec, TaskDocuments.Reading.LATER);
    }

    @Test
    void a_document_that_is_too_large_is_invalid() {
        assertThat(read(document(TaskDocument.BYTES_MAX)).reason()).isEqualTo("DocumentInvalid");
        assertThat(read(document(TaskDocument.BYTES_MAX / 2)).document()).isNotNull();
    }

    @Test
    void small_ones_are_kept_and_large_ones_fetched_again() {
        Digest small = document(100);
        Digest large = document(100_000);
        for (int i = 0; i < 3; i++) {
            assertThat(read(small).document()).isNotNull();
            assertThat(read(large).document()).isNotNull();
        }
        assertThat(content.asked).containsExactly(small, large, large, large);
    }
}
