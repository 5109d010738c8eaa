package org.pcm.cli.participant;

import org.pcm.cli.console.CommandGroup;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.participant.client.Assembly;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pcm election}: who coordinates. */
@Command(
        name = "election",
        description = "Elects the coordinator of a cooperation.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "pcm election vote lab alice",
        subcommands = {
            AssemblyViews.ShowElections.class,
            ElectionCommand.Petition.class,
            ElectionCommand.Resign.class,
            ElectionCommand.Vote.class,
            ElectionCommand.Appoint.class,
            ElectionCommand.Recall.class
        })
public final class ElectionCommand extends CommandGroup {
    /** {@code pcm election petition}. */
    @Command(
            name = "petition",
            description = "Moves no confidence; with enough members an election is called.",
            footer = "pcm election petition lab")
    static final class Petition extends AssemblyOrder {
        @Override
        String say(Assembly assembly, Members members) {
            assembly.move(Motion.Subject.noConfidence, 0, true);
            return "moved no confidence";
        }
    }

    /** {@code pcm election resign}. */
    @Command(
            name = "resign",
            description = "Calls, as coordinator, an election of somebody else.",
            footer = "pcm election resign lab")
    static final class Resign extends AssemblyOrder {
        @Override
        String say(Assembly assembly, Members members) {
            assembly.resign();
            return "resigned; in office until another is elected";
        }
    }

    /** {@code pcm election vote}. */
    @Command(
            name = "vote",
            description = "Casts a ballot in the election under way; the latest counts.",
            footer = "pcm election vote lab alice")
    static final class Vote extends AssemblyOrder {
        @Parameters(index = "1", paramLabel = "NAME", description = "Whom to elect.")
        private String name = "";

        @Override
        String say(Assembly assembly, Members members) {
            assembly.vote(members.number(name));
            return "voted for " + name;
        }
    }

    /** {@code pcm election appoint}. */
    @Command(
            name = "appoint",
            description = "Puts, as coordinator, an operator in one's place.",
            footer = "pcm election appoint lab olga")
    static final class Appoint extends AssemblyOrder {
        @Parameters(index = "1", paramLabel = "NAME", description = "A member of tier OPERATOR.")
        private String name = "";

        @Override
        String say(Assembly assembly, Members members) {
            assembly.appoint(members.number(name));
            return "appointed " + name;
        }
    }

    /** {@code pcm election recall}. */
    @Command(
            name = "recall",
            description = "Takes the place back from the operator.",
            footer = "pcm election recall lab")
    static final class Recall extends AssemblyOrder {
        @Override
        String say(Assembly assembly, Members members) {
            assembly.recall();
            return "recalled";
        }
    }
}
