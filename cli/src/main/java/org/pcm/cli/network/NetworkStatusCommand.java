package org.pcm.cli.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Table;
import org.pcm.network.EndingCertificate;
import org.pcm.network.LocalNetwork;
import org.pcm.network.ProcessStatus;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm network status}: how each process is. */
@Command(
        name = "status",
        description = {
            "Shows each process, how many blocks it has and whether it is well, and warns of",
            "certificates that end within 30 days. Exit code 1 when a process is not well."
        },
        footer = "pcm network status")
public final class NetworkStatusCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final NetworkFolder folder = new NetworkFolder();

    @Option(names = "--json", description = "Tell it as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        LocalNetwork network = folder.network();
        List<ProcessStatus> all = network.status();
        List<EndingCertificate> ending = network.endingCertificates(Instant.now());
        if (json) {
            common.out().println(Json.write(document(network, all, ending)));
        } else {
            print(all, ending);
        }
        return ExitCode.of(all.stream().allMatch(each -> each.problem().isEmpty()));
    }

    private void print(List<ProcessStatus> all, List<EndingCertificate> ending) {
        Table table = new Table("PROCESS", "PID", "BLOCKS", "HEALTH");
        for (ProcessStatus each : all) {
            table.row(
                    each.name(),
                    each.pid().isPresent() ? "" + each.pid().getAsLong() : "-",
                    each.height().isPresent() ? "" + each.height().getAsLong() : "-",
                    each.problem().orElse("well"));
        }
        table.print(common.out());
        for (EndingCertificate each : ending) {
            common.out().println("warning: " + each.file() + " ends at " + each.end());
        }
    }

    private static ObjectNode document(
            LocalNetwork network, List<ProcessStatus> all, List<EndingCertificate> ending) {
        ObjectNode document =
                Json.object()
                        .put("data", network.data().toString())
                        .put("channel", network.channel())
                        .put("well", all.stream().allMatch(each -> each.problem().isEmpty()));
        ArrayNode processes = document.putArray("processes");
        for (ProcessStatus each : all) {
            ObjectNode process = processes.addObject().put("name", each.name());
            each.pid().ifPresent(pid -> process.put("pid", pid));
            each.height().ifPresent(height -> process.put("height", height));
            each.problem().ifPresent(problem -> process.put("problem", problem));
        }
        ArrayNode certificates = document.putArray("endingCertificates");
        for (EndingCertificate each : ending) {
            certificates
                    .addObject()
                    .put("file", each.file().toString())
                    .put("end", each.end().toString());
        }
        return document;
    }
}
