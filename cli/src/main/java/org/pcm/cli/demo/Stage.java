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
import org.pcm.cli.console.Failure;
import org.pcm.cli.process.PcmProcess;
import org.pcm.participant.json.JsonObject;

/**
 * The demo's processes: a devnode with the contract, a gateway, an agent for each provider. All
 * keep what they know below one folder, listen on loopback, and end with the stage.
 */
final class Stage implements AutoCloseable {
    static final String DEVNODE = "devnode";
    static final String GATEWAY = "gateway";

    private final Path folder;
    private final Path logs;
    private final SequencedMap<String, Actor> actors = new LinkedHashMap<>();
    private final String genesis;
    private final Path blocks;
    private final URI gateway;

    /** Starts ledger and gateway. */
    Stage(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.logs = Files.createDirectories(folder.resolve("logs"));
        try {
            JsonObject ledger = startDevnode();
            genesis = ledger.text("genesis");
            blocks = Path.of(ledger.text("blocks"));
            gateway = startGateway(ledger.text("profile"), ledger.text("registrar"));
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private JsonObject startDevnode() throws IOException, InterruptedException {
        String data = folder.resolve(DEVNODE).toString();
        Actor actor = actor(DEVNODE, "devnode", "--data", data, "--port", "0");
        JsonObject ready = actor.begin();
        String address = ready.text("address");
        String port = address.substring(address.lastIndexOf(':') + 1);
        actor.nextTime("devnode", "--data", data, "--port", port);
        return ready;
    }

    private URI startGateway(String profile, String registrar)
            throws IOException, InterruptedException {
        String data = folder.resolve(GATEWAY).toString();
        Actor actor = actor(GATEWAY, arguments(profile, registrar, data, 0));
        URI url = URI.create(actor.begin().text("url"));
        actor.nextTime(arguments(profile, registrar, data, url.getPort()));
        return url;
    }

    private static String[] arguments(String profile, String registrar, String data, int port) {
        return new String[] {
            "gateway",
            "--profile",
            profile,
            "--registrar",
            registrar,
            "--data",
            data,
            "--port",
            "" + port
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

    /** A process by its name: {@link #DEVNODE}, {@link #GATEWAY} or a provider's. */
    Actor actor(String name) {
        Actor actor = actors.get(name);
        if (actor == null) {
            throw new Failure("no process of the demo is called " + name);
        }
        return actor;
    }

    URI gateway() {
        return gateway;
    }

    String genesis() {
        return genesis;
    }

    /** The ledger's block file. */
    Path blocks() {
        return blocks;
    }

    /** Stops all processes, the last one started first. */
    @Override
    public void close() {
        actors.reversed().values().forEach(Actor::close);
    }
}
