package org.pcm.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTest {
    @Test
    void resident_memory_is_read_from_a_processs_status() {
        assertThat(Memory.resident("Name:\tpeer\nVmHWM:\t  99999 kB\nVmRSS:\t  204800 kB\n"))
                .hasValue(200);
        assertThat(Memory.resident("Name:\tkthreadd\n")).isEmpty();
    }

    @Test
    void what_lives_is_read_from_the_histograms_last_line() {
        assertThat(Memory.live("   1:  10  20  [B\nTotal        123456       10485760\n"))
                .hasValue(10);
        assertThat(Memory.live("12345: no such process")).isEmpty();
    }

    @Test
    void another_java_process_is_asked() throws Exception {
        Process other =
                new ProcessBuilder(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Waiting.class.getName())
                        .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("ready");

            Memory memory = Memory.of(Map.of("other", other.pid()));

            assertThat(memory.residentMib().get("other")).isGreaterThan(Waiting.MIB);
            assertThat(memory.liveMib().get("other"))
                    .isBetween((long) Waiting.MIB, Waiting.MIB + 20L);
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    /** Holds some memory, and has dropped as much, until it is ended. */
    static final class Waiting {
        static final int MIB = 32;

        private Waiting() {}

        public static void main(String[] args) throws Exception {
            int dropped = new byte[MIB << 20].length;
            byte[] kept = new byte[dropped];
            System.out.println("ready");
            kept[0] = (byte) System.in.read();
            System.out.println(kept[0]);
        }
    }
}
