package org.pcm.network;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.pcm.network.Fleet.Member;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.process.NetworkProcess;
import org.pcm.network.process.Waiting;

/**
 * What one command does to a network: it knows how far it is, and what it has started, so that it
 * can take just that back when a later step fails.
 */
final class Undertaking {
    /** How long a single step may take. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Site site;
    private final Consumer<String> progress;
    private final List<NetworkProcess> started = new ArrayList<>();
    private Settings settings;

    Undertaking(Site site, Settings settings, Consumer<String> progress) {
        this.site = site;
        this.settings = settings;
        this.progress = progress;
    }

    Site site() {
        return site;
    }

    /** As they stand now. */
    Settings settings() {
        return settings;
    }

    Fleet fleet() {
        return new Fleet(site, settings);
    }

    void tell(String step) {
        progress.accept(step);
    }

    /** Writes down how far it is. */
    void keep(Settings now) throws IOException {
        settings = now;
        settings.write(site);
    }

    /**
     * Starts what does not run.
     *
     * @return how many that were
     */
    int start(Collection<NetworkProcess> processes) throws IOException {
        int missing = 0;
        for (NetworkProcess process : processes) {
            if (process.start()) {
                started.add(process);
                missing++;
            }
        }
        return missing;
    }

    /** Waits until all are well. */
    static void await(List<Member> members) throws IOException, InterruptedException {
        for (Member member : members) {
            new Waiting(member.process(), PATIENCE).until("its start", member::whyUnhealthy);
        }
    }

    /** From here on what it has started stays, whatever comes. */
    void handOver() {
        started.clear();
    }

    /** Stops what it has started. */
    void takeBack() throws IOException {
        for (NetworkProcess process : started) {
            process.tellToStop();
        }
        for (NetworkProcess process : started) {
            process.stop();
        }
    }
}
