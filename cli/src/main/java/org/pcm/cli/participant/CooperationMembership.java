package org.pcm.cli.participant;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.participant.client.PcmClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that change one's own place in a cooperation: one signed command each. */
abstract sealed class CooperationMembership implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Connection connection = new Connection();

    @Parameters(paramLabel = "NAME", description = "The cooperation.")
    private String name = "";

    /** Signs and sends the command; what became of it in one word. */
    abstract String apply(PcmClient client, String cooperation);

    @Override
    public Integer call() throws IOException {
        try (PcmClient client = connection.client()) {
            common.out().println(apply(client, name) + " " + name);
            return ExitCode.DONE;
        }
    }

    /** {@code pcm cooperation join}. */
    @Command(
            name = "join",
            description = "Enters a cooperation's roster with a pledge.",
            footer = "pcm cooperation join lab --milli-cpu 2000 --memory-mib 4096")
    static final class Join extends CooperationMembership {
        @Mixin private final PledgeOptions resources = new PledgeOptions();

        @Option(
                names = "--proposal",
                paramLabel = "N",
                description =
                        "While a call is open: joins under this proposal and no other (default: what stands).")
        private @Nullable Long proposal;

        @Override
        String apply(PcmClient client, String cooperation) {
            if (proposal == null) {
                client.join(cooperation, resources.pledge());
            } else {
                client.assembly(cooperation).join(resources.pledge(), proposal);
            }
            return "joined";
        }
    }

    /** {@code pcm cooperation pledge}. */
    @Command(
            name = "pledge",
            description = "Raises or lowers the pledge; later dispatch only.",
            footer = "pcm cooperation pledge lab --milli-cpu 1000 --memory-mib 2048")
    static final class Pledge extends CooperationMembership {
        @Mixin private final PledgeOptions resources = new PledgeOptions();

        @Override
        String apply(PcmClient client, String cooperation) {
            client.pledge(cooperation, resources.pledge());
            return "changed the pledge to";
        }
    }

    /** {@code pcm cooperation leave}. */
    @Command(
            name = "leave",
            description = "Leaves once the running tasks have ended.",
            footer = "pcm cooperation leave lab")
    static final class Leave extends CooperationMembership {
        @Override
        String apply(PcmClient client, String cooperation) {
            client.leave(cooperation);
            return "leaving";
        }
    }

    /** {@code pcm cooperation close}. */
    @Command(
            name = "close",
            description = "Ends a cooperation that one coordinates, when no job is open.",
            footer = "pcm cooperation close lab")
    static final class Close extends CooperationMembership {
        @Override
        String apply(PcmClient client, String cooperation) {
            client.end(cooperation);
            return "closed";
        }
    }
}
