package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Path;
import org.pcm.cli.console.CommandGroup;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.participant.client.Assembly;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pcm round}: its rounds, and the terms of the next one. */
@Command(
        name = "round",
        description = "Negotiates and ends the rounds of a cooperation.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "pcm round show lab",
        subcommands = {
            AssemblyViews.ShowRound.class,
            RoundCommand.Propose.class,
            RoundCommand.Agree.class,
            RoundCommand.Decline.class,
            RoundCommand.Start.class,
            RoundCommand.End.class,
            RoundCommand.Petition.class
        })
public final class RoundCommand extends CommandGroup {
    /** {@code pcm round propose}. */
    @Command(
            name = "propose",
            description = "Proposes terms for the next round, or for the one being called.",
            footer = "pcm round propose lab terms.json")
    static final class Propose extends AssemblyOrder {
        @Parameters(
                index = "1",
                paramLabel = "FILE",
                description = "Terms as JSON (docs/protocol.md §6).")
        private Path file = Path.of("terms.json");

        @Override
        String say(Assembly assembly, Members members) throws IOException {
            assembly.propose(terms(file));
            return "proposed";
        }
    }

    /** {@code pcm round agree}. */
    @Command(
            name = "agree",
            description = "Agrees to a proposal.",
            footer = "pcm round agree lab 2")
    static final class Agree extends AssemblyOrder {
        @Parameters(index = "1", paramLabel = "PROPOSAL", description = "The proposal's number.")
        private long proposal = 0;

        @Override
        String say(Assembly assembly, Members members) {
            assembly.agree(proposal);
            return "agreed to " + proposal;
        }
    }

    /** {@code pcm round decline}. */
    @Command(
            name = "decline",
            description =
                    "Takes no part under a proposal's terms; who was called declines the call.",
            footer = "pcm round decline lab 1")
    static final class Decline extends AssemblyOrder {
        @Parameters(index = "1", paramLabel = "PROPOSAL", description = "The proposal's number.")
        private long proposal = 0;

        @Override
        String say(Assembly assembly, Members members) {
            assembly.decline(proposal);
            return "declined " + proposal;
        }
    }

    /** {@code pcm round start}. */
    @Command(
            name = "start",
            description = "Ends the call: the first round begins with those who agree.",
            footer = "pcm round start lab")
    static final class Start extends AssemblyOrder {
        @Override
        String say(Assembly assembly, Members members) {
            assembly.start();
            return "started";
        }
    }

    /** {@code pcm round end}. */
    @Command(
            name = "end",
            description = "Says, as coordinator, that the round ends.",
            footer = "pcm round end lab")
    static final class End extends AssemblyOrder {
        @Override
        String say(Assembly assembly, Members members) {
            assembly.endRound();
            return "ended";
        }
    }

    /** {@code pcm round petition}. */
    @Command(
            name = "petition",
            description = "Moves that the round end; it does when enough members do.",
            footer = "pcm round petition lab")
    static final class Petition extends AssemblyOrder {
        @Override
        String say(Assembly assembly, Members members) {
            assembly.move(Motion.Subject.endRound, 0, true);
            return "moved that the round end";
        }
    }
}
