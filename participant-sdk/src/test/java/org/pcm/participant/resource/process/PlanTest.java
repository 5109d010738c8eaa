package org.pcm.participant.resource.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pcm.participant.resource.Work;

class PlanTest {

    private final Work work = TaskFixture.shell("echo it's $HOME").in(Path.of("/w"), 3);

    @Test
    void without_a_sandbox_the_launcher_watches_memory_and_marks_the_environment() {
        assertThat(Plan.text(work, new Sandbox.None()))
                .isEqualTo(
                        """
                        limitCentis=6000
                        memoryKib=65536
                        keptBytes=1048576
                        groups=''
                        mark='lab-7-3-42-95b818d1'
                        limits() {
                            :
                        }
                        task() {
                            exec setsid 'env' '-i' 'GREETING=it'\\''s me' 'HOME=/w/lab-7-3-42/box' 'LANG=C.UTF-8' \
                        'PATH=/usr/local/bin:/usr/bin:/bin' 'PCM_ATTEMPT=lab-7-3-42-95b818d1' 'sh' '-c' 'echo it'\\''s $HOME'
                        }
                        """);
    }

    @Test
    void in_version_1_each_controller_has_its_own_group() {
        Map<String, Path> parents =
                Map.of(
                        "memory",
                        Path.of("/cg/memory"),
                        "pids",
                        Path.of("/cg/pids"),
                        "cpu",
                        Path.of("/cg/cpu"));

        assertThat(
                        Plan.text(
                                work,
                                new Sandbox.Bubblewrap(
                                        "bwrap", new Sandbox.ControlGroups(1, parents))))
                .isEqualTo(
                        """
                        limitCentis=6000
                        memoryKib=0
                        keptBytes=1048576
                        groups='/cg/cpu/lab-7-3-42-95b818d1 /cg/memory/lab-7-3-42-95b818d1 /cg/pids/lab-7-3-42-95b818d1'
                        mark=''
                        limits() {
                            :
                            echo 67108864 > '/cg/memory/lab-7-3-42-95b818d1/memory.limit_in_bytes' || return 1
                            echo 100000 > '/cg/cpu/lab-7-3-42-95b818d1/cpu.cfs_quota_us' || return 1
                            echo 512 > '/cg/pids/lab-7-3-42-95b818d1/pids.max' || return 1
                        }
                        task() {
                            exec setsid 'bwrap' '--ro-bind-try' '/usr' '/usr' '--ro-bind-try' '/bin' '/bin' \
                        '--ro-bind-try' '/sbin' '/sbin' '--ro-bind-try' '/lib' '/lib' '--ro-bind-try' '/lib64' '/lib64' \
                        '--ro-bind-try' '/etc/alternatives' '/etc/alternatives' \
                        '--ro-bind-try' '/etc/ld.so.cache' '/etc/ld.so.cache' \
                        '--ro-bind-try' '/etc/localtime' '/etc/localtime' \
                        '--proc' '/proc' '--dev' '/dev' '--tmpfs' '/tmp' \
                        '--bind' '/w/lab-7-3-42/box' '/work' '--chdir' '/work' \
                        '--unshare-all' '--die-with-parent' '--new-session' \
                        '--uid' '65534' '--gid' '65534' '--cap-drop' 'ALL' '--clearenv' \
                        '--setenv' 'GREETING' 'it'\\''s me' '--setenv' 'HOME' '/work' '--setenv' 'LANG' 'C.UTF-8' \
                        '--setenv' 'PATH' '/usr/local/bin:/usr/bin:/bin' '--' 'sh' '-c' 'echo it'\\''s $HOME'
                        }
                        """);
    }

    @Test
    void in_version_2_one_group_has_all_controllers_and_no_swap() {
        Map<String, Path> parents =
                Map.of("memory", Path.of("/cg"), "pids", Path.of("/cg"), "cpu", Path.of("/cg"));

        assertThat(
                        Plan.text(
                                work,
                                new Sandbox.Bubblewrap(
                                        "bwrap", new Sandbox.ControlGroups(2, parents))))
                .contains("groups='/cg/lab-7-3-42-95b818d1'\n")
                .contains("echo 67108864 > '/cg/lab-7-3-42-95b818d1/memory.max'")
                .contains("echo 0 > '/cg/lab-7-3-42-95b818d1/memory.swap.max'")
                .contains("echo 100000 100000 > '/cg/lab-7-3-42-95b818d1/cpu.max'")
                .contains("echo 512 > '/cg/lab-7-3-42-95b818d1/pids.max'");
    }
}
