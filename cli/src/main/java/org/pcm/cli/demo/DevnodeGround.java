package org.pcm.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.pcm.participant.json.JsonObject;

/** A devnode in a process of its own. */
final class DevnodeGround implements Ground {
    private static final String NAME = "devnode";

    private final Actor node;
    private final JsonObject facts;

    /** Starts one whose data lies below {@code folder}. */
    DevnodeGround(Path folder, Path logs) throws IOException, InterruptedException {
        String data = folder.resolve(NAME).toString();
        node = new Actor(NAME, logs, NAME, "--data", data, "--port", "0");
        facts = node.begin();
        String address = facts.text("address");
        String port = address.substring(address.lastIndexOf(':') + 1);
        node.nextTime(NAME, "--data", data, "--port", port);
    }

    @Override
    public String description() {
        return "a devnode";
    }

    @Override
    public String genesis() {
        return facts.text("genesis");
    }

    @Override
    public Path profile() {
        return Path.of(facts.text("profile"));
    }

    @Override
    public Path registrar() {
        return Path.of(facts.text("registrar"));
    }

    @Override
    public Map<String, Killable> parts() {
        return Map.of(NAME, node);
    }

    @Override
    public Path blocks() {
        return Path.of(facts.text("blocks"));
    }

    @Override
    public void close() {
        node.close();
    }
}
