package org.pcm.cli.participant;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.Table;
import org.pcm.participant.client.CooperationSummary;
import org.pcm.participant.client.Directory;
import org.pcm.participant.client.MemberSummary;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that read cooperations; they need no key. */
final class CooperationViews {
    private CooperationViews() {}

    /** {@code pcm cooperation list}. */
    @Command(
            name = "list",
            description = "Lists the ledger's cooperations.",
            footer = "pcm cooperation list")
    static final class ListAll implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final Connection connection = new Connection();

        @Option(names = "--json", description = "Answer in JSON.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            try (Gateways gateways = connection.gateways()) {
                if (json) {
                    common.out().println(Json.write(gateways.get("/v1/cooperations")));
                    return ExitCode.DONE;
                }
                Table table = new Table("COOPERATION", "STATE", "OPEN JOBS", "VERSION");
                for (CooperationSummary each : new Directory(gateways).cooperations()) {
                    table.row(each.name(), each.state(), each.openJobs(), each.version());
                }
                table.print(common.out());
                return ExitCode.DONE;
            }
        }
    }

    /** {@code pcm cooperation show}. */
    @Command(
            name = "show",
            description = "Shows a cooperation's roster: who pledges what, and with which weight.",
            footer = "pcm cooperation show lab")
    static final class Show implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "The cooperation.")
        private String name = "";

        @Option(names = "--json", description = "Answer in JSON.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            try (Gateways gateways = connection.gateways()) {
                String path = "/v1/cooperations/" + name;
                CooperationSummary cooperation =
                        new Directory(gateways)
                                .cooperation(name)
                                .orElseThrow(() -> new Failure("there is no cooperation " + name));
                if (json) {
                    var document = Json.object();
                    document.set("cooperation", gateways.get(path));
                    document.set("members", gateways.get(path + "/members"));
                    common.out().println(Json.write(document));
                    return ExitCode.DONE;
                }
                common.out()
                        .println(
                                name
                                        + ": "
                                        + cooperation.state()
                                        + ", "
                                        + cooperation.openJobs()
                                        + " open jobs, coordinator is member "
                                        + cooperation.coordinator());
                roster(new Directory(gateways)).print(common.out());
                return ExitCode.DONE;
            }
        }

        private Table roster(Directory directory) {
            Table table =
                    new Table(
                            "MEMBER",
                            "NAME",
                            "TIER",
                            "STATE",
                            "WEIGHT",
                            "MILLICPU",
                            "MEMORY MIB",
                            "GPUS");
            for (MemberSummary each : directory.members(name)) {
                table.row(
                        each.member(),
                        each.name(),
                        each.tier(),
                        each.state(),
                        each.weight(),
                        each.pledge().milliCpu(),
                        each.pledge().memoryMib(),
                        each.pledge().gpus());
            }
            return table;
        }
    }
}
