package org.pcm.participant.resource.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.pcm.participant.resource.Work;

/** Processes under bubblewrap and control groups, where the host has them. */
class SandboxedProcessTest extends ProcessAdapterContract {

    private static final SandboxFinder.Found FOUND = SandboxFinder.find();

    @Override
    Sandbox sandbox() {
        Assumptions.assumeTrue(FOUND.sandbox().isPresent(), "no sandbox here: " + FOUND.why());
        return FOUND.sandbox().orElseThrow();
    }

    @Test
    void a_task_sees_neither_the_hosts_files_nor_its_network_and_is_nobody() throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), "s");
        ProcessAdapter adapter = new ProcessAdapter(home, sandbox());
        Work work =
                TaskFixture.shell(
                                "ls "
                                        + secret
                                        + " /root /home; id -u; ls /sys; cat /proc/net/dev | grep -c : ; pwd")
                        .in(home, 1);

        adapter.start(work).get(90, TimeUnit.SECONDS);

        assertThat(adapter.collect(work).stdout()).hasContent("65534\n1\n/work");
    }

    @Test
    void leaves_no_control_group_behind() throws Exception {
        ProcessAdapter adapter = new ProcessAdapter(home, sandbox());
        Work work = TaskFixture.shell("true").in(home, 99);

        adapter.start(work).get(90, TimeUnit.SECONDS);

        assertThat(FOUND.sandbox().orElseThrow().groups().parents().values())
                .noneMatch(parent -> Files.exists(parent.resolve(Plan.nameOnHost(work))));
    }
}
