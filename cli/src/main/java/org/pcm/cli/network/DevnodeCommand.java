package org.pcm.cli.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Foreground;
import org.pcm.cli.console.KeptLog;
import org.pcm.cli.console.Places;
import org.pcm.devnode.fault.FaultRates;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm devnode}: a ledger with the contract on it, in this process, until it is stopped. */
@Command(
        name = "devnode",
        description = {
            "Runs a Fabric in one process, with the cooperation contract on it.",
            "It keeps its ledger in --data and goes on with it at the next start."
        },
        footer = "pcm devnode --port 7051 --data .pcm/devnode")
public final class DevnodeCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Foreground foreground = new Foreground();
    @Mixin private final KeptLog log = new KeptLog();

    @Option(names = "--host", description = "Address to listen at (default: loopback).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            description = "Port to listen at, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = 7051;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keys, blocks and state (default: ${DEFAULT-VALUE}).")
    private Path data = Places.of("devnode");

    @Option(
            names = "--fault",
            paramLabel = "RATES",
            description = "Faults to inject, such as lost-reply=0.05,conflict=0.02,seed=7.")
    private Optional<String> faults = Optional.empty();

    @Option(
            names = "--chaincode",
            paramLabel = "NAME=HOST:PORT[,HOST:PORT...]",
            description = {
                "A further chaincode, run as a service there: one server for all organisations,",
                "or one for each (up to 4), which must answer alike; may be repeated."
            })
    private Map<String, String> others = Map.of();

    @Option(
            names = "--chaincode-tls",
            paramLabel = "NAME",
            description = {
                "Reach this chaincode by mutual TLS; its server shows the certificate under",
                "DIR/crypto/chaincode-tls/NAME, made if missing; may be repeated."
            })
    private List<String> byTls = List.of();

    @Option(names = "--json", description = "Tell addresses and files as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        return log.during(this::serve);
    }

    private int serve() throws Exception {
        LocalLedger ledger =
                LocalLedger.start(
                        new LocalLedger.Options(
                                data,
                                host,
                                port,
                                faults.map(FaultRates::parse),
                                FurtherChaincodes.of(others, byTls)));
        common.out().println(json ? Json.write(ledger.toJson()) : ledger.banner());
        foreground.serve(ledger);
        return ExitCode.DONE;
    }
}
