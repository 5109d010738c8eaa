package org.pcm.cli.participant;

import org.pcm.cli.console.CommandGroup;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.participant.client.Assembly;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm member}: who belongs. */
@Command(
        name = "member",
        description = "Admits, suspends and readmits members.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "pcm member admit lab bob",
        subcommands = {
            AssemblyViews.ShowApplications.class,
            MemberCommand.Admit.class,
            MemberCommand.Suspend.class,
            MemberCommand.Readmit.class,
            MemberCommand.Keys.class
        })
public final class MemberCommand extends CommandGroup {
    /** {@code pcm member admit}. */
    @Command(
            name = "admit",
            description = "Speaks for or against an applicant.",
            footer = "pcm member admit lab bob --no")
    static final class Admit extends AssemblyOrder {
        @Parameters(index = "1", paramLabel = "NAME", description = "The applicant.")
        private String name = "";

        @Option(names = "--no", description = "Speaks against.")
        private boolean no;

        @Override
        String say(Assembly assembly, Members members) {
            assembly.admit(members.number(name), !no);
            return "spoke " + (no ? "against " : "for ") + name;
        }
    }

    /** {@code pcm member suspend}. */
    @Command(
            name = "suspend",
            description = "Suspends a member: it finishes what runs and does nothing else.",
            footer = "pcm member suspend lab bob --reason Unreachable")
    static final class Suspend extends AssemblyOrder {
        @Parameters(index = "1", paramLabel = "NAME", description = "The member.")
        private String name = "";

        @Option(names = "--reason", paramLabel = "WORD", description = "One word of letters.")
        private String reason = "Unspecified";

        @Option(
                names = "--by-motion",
                description = "As a member's motion instead of the coordinator's word.")
        private boolean motion;

        @Override
        String say(Assembly assembly, Members members) {
            int member = members.number(name);
            if (motion) {
                assembly.move(Motion.Subject.suspend, member, true);
                return "moved that " + name + " be suspended";
            }
            assembly.suspend(member, reason);
            return "suspended " + name;
        }
    }

    /** {@code pcm member readmit}. */
    @Command(
            name = "readmit",
            description = "Readmits a suspended member.",
            footer = "pcm member readmit lab bob --by-motion")
    static final class Readmit extends AssemblyOrder {
        @Parameters(index = "1", paramLabel = "NAME", description = "The member.")
        private String name = "";

        @Option(
                names = "--by-motion",
                description = "As a member's motion instead of the coordinator's word.")
        private boolean motion;

        @Override
        String say(Assembly assembly, Members members) {
            int member = members.number(name);
            if (motion) {
                assembly.move(Motion.Subject.readmit, member, true);
                return "moved that " + name + " be readmitted";
            }
            assembly.readmit(member);
            return "readmitted " + name;
        }
    }

    /** {@code pcm member keys}. */
    @Command(
            name = "keys",
            description = "Has the cooperation take over a member's keys from the registry.",
            footer = "pcm member keys lab bob")
    static final class Keys extends AssemblyOrder {
        @Parameters(index = "1", paramLabel = "NAME", description = "The member.")
        private String name = "";

        @Override
        String say(Assembly assembly, Members members) {
            assembly.keys(members.number(name));
            return "keys of " + name + " are those of the registry";
        }
    }
}
