package org.pcm.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Hash;

/** Pledges, kinds and jobs that tests use. */
final class Work {
    /** Room for eight tasks. */
    static final Resources PLEDGE = new Resources(8_000, 8_192, 0);

    static final Kind KIND = new Kind(new Resources(1_000, 64, 0), 1_000, 60_000);

    /** A version that no lane reaches: whoever says it has seen this has seen everything. */
    static final long ALL_SEEN = 1_000_000;

    private Work() {}

    static Digests digests(int count) {
        byte[] all = new byte[count * Digests.LENGTH];
        for (int i = 0; i < count; i++) {
            byte[] one = Hash.sha256(("task " + i).getBytes(StandardCharsets.UTF_8));
            System.arraycopy(one, 0, all, i * Digests.LENGTH, Digests.LENGTH);
        }
        return Digests.of(all);
    }

    static Command.Submit job(Digests specs) {
        return new Command.Submit("job", List.of(KIND), specs, List.of(), false);
    }
}
