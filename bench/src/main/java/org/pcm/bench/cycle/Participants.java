package org.pcm.bench.cycle;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;

/** The participants of all loads of one run. */
public final class Participants implements AutoCloseable {
    /** What each pledges to each cooperation: room for 4,096 of the load's tasks at a time. */
    public static final Resources PLEDGE = Owner.KIND.needs().times(4_096);

    private final List<Participant> all;

    private Participants(List<Participant> all) {
        this.all = all;
    }

    /**
     * Registers participants with keys of their own.
     *
     * @param name what their names begin with
     * @param folder for their keys; must exist
     */
    public static Participants register(URI gateway, String name, int count, Path folder)
            throws IOException {
        List<Participant> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            all.add(Participant.register(gateway, name + "-" + i, folder));
        }
        return new Participants(List.copyOf(all));
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
        all.stream().skip(1).forEach(member -> member.client().join(cooperation, PLEDGE));
    }

    @Override
    public void close() {
        all.forEach(Participant::close);
    }
}
