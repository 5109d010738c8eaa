package org.pcm.gateway.information.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.submission.Door;
import org.pcm.cooperation.submission.Submission;

class SubmissionTableTest {
    @Test
    void every_outcome_of_the_largest_batch_has_its_place(@TempDir Path folder) throws Exception {
        SubmissionTable table = new SubmissionTable(new Scratch(folder));
        for (int i = 0; i < Door.MAX_SUBMISSIONS; i++) {
            table.put(id(i), place(i));
        }

        for (int i = 0; i < Door.MAX_SUBMISSIONS; i++) {
            assertThat(table.get(id(i))).contains(place(i));
        }
    }

    private static SubmissionTable.Place place(int outcome) {
        return new SubmissionTable.Place(1_000_000_000L, 100, outcome, outcome % 2 == 0);
    }

    private static String id(int number) {
        return Submission.id(("submission " + number).getBytes(StandardCharsets.UTF_8));
    }
}
