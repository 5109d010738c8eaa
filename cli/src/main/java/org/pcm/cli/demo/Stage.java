package org.pcm.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.pcm.bench.LedgerKind;
import org.pcm.cli.console.Failure;
import org.pcm.cli.process.PcmProcess;

/**
 * The demo's processes: a ledger with the contract, a gateway, an agent for each provider. All keep
 * what they know below one folder, listen on loopback, and end with the stage.
 */
final class Stage implements AutoCloseable {
    static final String GATEWAY = "gateway";

    private final Path folder;
    private final Path logs;
    private final Ground ground;
    private final SequencedMap<String, Actor> actors = new LinkedHashMap<>();
    private final URI gateway;

    /** Starts ledger and gateway. */
    Stage(Path folder, LedgerKind ledger, Show show) throws IOException, InterruptedException {
        this.folder = folder;
        this.logs = Files.createDirectories(folder.resolve("logs"));
        this.ground =
                switch (ledger) {
                    case DEVNODE -> new DevnodeGround(folder, logs);
                    case FABRIC -> new FabricGround(folder, show);
                };
        try {
            gateway = startGateway();
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private URI startGateway() throws IOException, InterruptedException {
        Actor actor = actor(GATEWAY, gatewayArguments(0));
        URI url = URI.create(actor.begin().text("url"));
        actor.nextTime(gatewayArguments(url.getPort()));
        return url;
    }

    private String[] gatewayArguments(int port) {
        return new String[] {
            GATEWAY,
            "--profile",
            ground.profile().toString(),
            "--registrar",
            ground.registrar().toString(),
            "--data",
            folder.resolve(GATEWAY).toString(),
            "--port",
            Integer.toString(port)
        };
    }

    /** Starts agents, all at a time, and waits until each takes part. */
    void startAgents(Map<String, Path> sites) throws IOException, InterruptedException {
        List<PcmProcess> started = new ArrayList<>();
        for (Map.Entry<String, Path> site : sites.entrySet()) {
            started.add(actor(site.getKey(), "agent", "start", site.getValue().toString()).start());
        }
        for (PcmProcess agent : started) {
            agent.awaitReady();
        }
    }

    private Actor actor(String name, String... arguments) {
        Actor actor = new Actor(name, logs, arguments);
        actors.put(name, actor);
        return actor;
    }

    /** What can be killed, by its name: {@link #GATEWAY}, a provider or a part of the ledger. */
    Killable part(String name) throws IOException {
        Killable part = actors.containsKey(name) ? actors.get(name) : ground.parts().get(name);
        if (part == null) {
            throw new Failure("no process of the demo is called " + name);
        }
        return part;
    }

    URI gateway() {
        return gateway;
    }

    Ground ground() {
        return ground;
    }

    /** Stops all processes, the last one started first. */
    @Override
    public void close() throws IOException {
        actors.reversed().values().forEach(Actor::close);
        ground.close();
    }
}
