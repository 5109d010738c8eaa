package org.pcm.bench.cycle;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.participant.information.http.Gateways;

/** The participants of all loads of one run. */
public final class Participants implements AutoCloseable {
    /** What each pledges to each cooperation: room for 4,096 of the load's tasks at a time. */
    public static final Resources PLEDGE = Owner.KIND.needs().times(4_096);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Up to so many participants have connections of their own; more share them. */
    private static final int CONNECTIONS_MAX = 64;

    private final List<Participant> all;
    private final List<Gateways> connections;

    private Participants(List<Participant> all, List<Gateways> connections) {
        this.all = all;
        this.connections = connections;
    }

    /**
     * Registers participants with keys of their own.
     *
     * @param name what their names begin with
     * @param folder for their keys; must exist
     * @throws LoadFailed when one cannot be registered
     */
    public static Participants register(URI gateway, String name, int count, Path folder) {
        List<Gateways> connections = new ArrayList<>();
        for (int i = 0; i < Math.min(count, CONNECTIONS_MAX); i++) {
            connections.add(new Gateways(List.of(gateway), PATIENCE));
        }
        try {
            List<Participant> all =
                    AtOnce.each(
                            count,
                            i ->
                                    Participant.register(
                                            gateway,
                                            name + "-" + (i + 1),
                                            folder,
                                            connections.get(i % connections.size())));
            return new Participants(all, connections);
        } catch (RuntimeException e) {
            connections.forEach(Gateways::close);
            throw e;
        }
    }

    /** Their names. */
    public List<String> names() {
        return all.stream().map(Participant::name).toList();
    }

    List<Participant> all() {
        return all;
    }

    /** The first opens a cooperation, the others join it. */
    void found(String cooperation) {
        Terms terms = Terms.DEFAULT.withRunMax(128);
        all.getFirst().client().open(cooperation, terms, PLEDGE);
        AtOnce.each(
                all.size() - 1,
                i -> {
                    all.get(i + 1).client().join(cooperation, PLEDGE);
                    return i;
                });
    }

    @Override
    public void close() {
        all.forEach(Participant::close);
        connections.forEach(Gateways::close);
    }
}
