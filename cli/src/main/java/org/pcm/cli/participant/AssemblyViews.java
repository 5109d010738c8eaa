package org.pcm.cli.participant;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Table;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that show what a cooperation decides together; they need no key. */
final class AssemblyViews {
    private AssemblyViews() {}

    /** Shows one document of the gateway, as a table or as it is. */
    abstract static class View implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final Connection connection = new Connection();

        @Parameters(paramLabel = "COOPERATION", description = "The cooperation.")
        private String cooperation = "";

        @Option(names = "--json", description = "Answer in JSON.")
        private boolean json;

        /** The document's last part of the address. */
        abstract String part();

        abstract Table table(JsonNode document);

        /** What to say above the table; nothing by default. */
        String heading(JsonNode document) {
            return "";
        }

        @Override
        public Integer call() throws IOException {
            try (Gateways gateways = connection.gateways()) {
                JsonNode document = gateways.get("/v1/cooperations/" + cooperation + "/" + part());
                if (json) {
                    common.out().println(Json.write(document));
                    return ExitCode.DONE;
                }
                String heading = heading(document);
                if (!heading.isEmpty()) {
                    common.out().println(heading);
                }
                table(document).print(common.out());
                return ExitCode.DONE;
            }
        }
    }

    /** {@code pcm round show}. */
    @Command(
            name = "show",
            description = "Shows the round, and the terms proposed for the next one.",
            footer = "pcm round show lab --json")
    static final class ShowRound extends View {
        @Override
        String part() {
            return "round";
        }

        @Override
        String heading(JsonNode round) {
            return "round "
                    + round.path("round").asLong()
                    + ": "
                    + round.path("state").asText()
                    + ", members "
                    + round.path("roster").asText()
                    + ", coordinator is member "
                    + round.path("coordinator").asInt();
        }

        @Override
        Table table(JsonNode round) {
            Table table = new Table("PROPOSAL", "BY MEMBER", "AGREED", "DECLINED", "ADOPTED");
            for (JsonNode each : round.path("proposals")) {
                long number = each.path("proposal").asLong();
                table.row(
                        number,
                        each.path("by").asInt(),
                        each.path("agreed").toString(),
                        each.path("declined").toString(),
                        number == round.path("adopted").asLong() ? "yes" : "no");
            }
            return table;
        }
    }

    /** {@code pcm election show}. */
    @Command(
            name = "show",
            description = "Shows the elections of a cooperation, and their ballots.",
            footer = "pcm election show lab")
    static final class ShowElections extends View {
        @Override
        String part() {
            return "elections";
        }

        @Override
        Table table(JsonNode elections) {
            Table table = new Table("ELECTION", "CAUSE", "STATE", "BALLOTS", "ELECTED");
            for (JsonNode each : elections) {
                table.row(
                        each.path("election").asLong(),
                        each.path("cause").asText(),
                        each.path("state").asText(),
                        each.path("ballots").size(),
                        each.has("coordinator")
                                ? "member " + each.path("coordinator").asInt()
                                : each.path("why").asText());
            }
            return table;
        }
    }

    /** {@code pcm member applications}. */
    @Command(
            name = "applications",
            description = "Shows who waits to be admitted.",
            footer = "pcm member applications lab")
    static final class ShowApplications extends View {
        @Override
        String part() {
            return "applications";
        }

        @Override
        Table table(JsonNode applications) {
            Table table = new Table("MEMBER", "NAME", "SPOKEN", "UNTIL");
            for (JsonNode each : applications) {
                table.row(
                        each.path("applicant").asInt(),
                        each.path("name").asText(),
                        each.path("votes").size(),
                        each.path("until").asLong());
            }
            return table;
        }
    }
}
