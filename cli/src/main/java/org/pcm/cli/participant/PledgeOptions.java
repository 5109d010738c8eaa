package org.pcm.cli.participant;

import org.pcm.cooperation.member.Resources;
import picocli.CommandLine.Option;

/** What somebody pledges to a cooperation; nothing unless told. */
final class PledgeOptions {
    @Option(names = "--milli-cpu", description = "Thousandths of a core to pledge (default: 0).")
    private long milliCpu;

    @Option(names = "--memory-mib", description = "Memory to pledge, in MiB (default: 0).")
    private long memoryMib;

    @Option(names = "--gpus", description = "Devices to pledge (default: 0).")
    private long gpus;

    Resources pledge() {
        return new Resources(milliCpu, memoryMib, gpus);
    }
}
