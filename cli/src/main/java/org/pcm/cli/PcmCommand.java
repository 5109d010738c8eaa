package org.pcm.cli;

import java.util.List;
import org.pcm.cli.console.CommandGroup;
import org.pcm.cli.core.GatewayCommand;
import org.pcm.cli.demo.DemoCommand;
import org.pcm.cli.ledger.AuditCommand;
import org.pcm.cli.ledger.BlockCommand;
import org.pcm.cli.measurement.BenchCommand;
import org.pcm.cli.network.DevnodeCommand;
import org.pcm.cli.network.NetworkCommand;
import org.pcm.cli.participant.AgentCommand;
import org.pcm.cli.participant.CooperationCommand;
import org.pcm.cli.participant.ElectionCommand;
import org.pcm.cli.participant.IdentityCommand;
import org.pcm.cli.participant.JobCommand;
import org.pcm.cli.participant.MemberCommand;
import org.pcm.cli.participant.RegisterCommand;
import org.pcm.cli.participant.RoundCommand;
import org.pcm.cli.participant.TaskCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code pcm} itself: it only knows the others. */
@Command(
        name = "pcm",
        description = "Independent compute providers run each other's work as equals.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "pcm demo",
            "",
            "To build and test the project: pcm test, or pcm test --all.",
            "Exit codes: 0 done, 1 the answer is no, 2 could not run."
        })
final class PcmCommand extends CommandGroup {
    private static final List<Class<?>> COMMANDS =
            List.of(
                    DemoCommand.class,
                    DevnodeCommand.class,
                    NetworkCommand.class,
                    GatewayCommand.class,
                    IdentityCommand.class,
                    RegisterCommand.class,
                    CooperationCommand.class,
                    RoundCommand.class,
                    ElectionCommand.class,
                    MemberCommand.class,
                    JobCommand.class,
                    TaskCommand.class,
                    AgentCommand.class,
                    AuditCommand.class,
                    BlockCommand.class,
                    BenchCommand.class);

    @SuppressWarnings("UnusedVariable") // picocli answers by itself
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Say which program this is.")
    private boolean version;

    /**
     * Those that a command line may mean: the one that it names first, or all. To know all takes a
     * third of a second of a processor.
     */
    static List<Class<?>> meantBy(String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        List<Class<?>> named =
                COMMANDS.stream()
                        .filter(each -> each.getAnnotation(Command.class).name().equals(first))
                        .toList();
        return named.isEmpty() ? COMMANDS : named;
    }
}
