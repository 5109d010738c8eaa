package org.pcm.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pcm.network.folder.Ports;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.folder.Trees;
import org.pcm.network.process.MarkedProcess;
import org.pcm.network.process.NetworkFailure;

/**
 * Brings a network up: makes a new one, or starts what is missing of an old one. When that fails,
 * nothing is left of a new one and an old one is as it was.
 */
record Start(
        Site site,
        FabricPrograms programs,
        LocalNetwork.Options options,
        Consumer<String> progress) {
    /** Returns once it stands; the caller sees to it that nobody else does the same. */
    void run() throws IOException, InterruptedException {
        Optional<Settings> old = usable();
        if (old.isPresent()) {
            revive(same(old.get()));
        } else {
            make();
        }
    }

    /** What is in the folder; the rest of a start that was cut short is cleared away. */
    private Optional<Settings> usable() throws IOException {
        Optional<Settings> old = Settings.read(site);
        if (old.isPresent() && !old.get().established()) {
            progress.accept("clearing away a start that was cut short");
            clear();
            return Optional.empty();
        }
        return old;
    }

    private Settings same(Settings old) throws NetworkFailure {
        boolean differs =
                (options.organisations() != 0 && options.organisations() != old.organisations())
                        || (options.basePort() != 0 && options.basePort() != old.basePort());
        if (differs) {
            throw new NetworkFailure(
                    "the network in "
                            + options.data()
                            + " has "
                            + old.organisations()
                            + " organisations and its ports from "
                            + old.basePort()
                            + " on; bring it up as it is, or another one in another folder");
        }
        return old;
    }

    private void make() throws IOException, InterruptedException {
        int organisations = Math.max(options.organisations(), LocalNetwork.FEWEST);
        Ports ports =
                options.basePort() == 0
                        ? Ports.anyFree(organisations)
                        : new Ports(options.basePort(), organisations);
        requireFit();
        Settings begun =
                Settings.begun(organisations, ports.base(), options.channel(), programFolder());
        begun.write(site);
        Undertaking work = new Undertaking(site, begun, progress);
        try {
            Nodes nodes = new Nodes(work);
            nodes.makeChannel();
            nodes.start();
            nodes.join();
            deploy(work);
            work.keep(work.settings().asEstablished());
        } catch (IOException | InterruptedException | RuntimeException e) {
            clear();
            throw e;
        }
    }

    private String programFolder() {
        return programs.folder().toAbsolutePath().toString();
    }

    private void requireFit() throws IOException {
        if (site.root().toString().contains("$")) {
            throw new NetworkFailure(
                    "Fabric's programs take $ for the beginning of a variable, so they would not find "
                            + site.root()
                            + "; name another folder");
        }
        try (var inside = Files.list(site.root())) {
            if (inside.anyMatch(file -> !file.equals(site.lock()))) {
                throw new NetworkFailure(
                        site.root() + " holds something else; name another folder");
            }
        }
    }

    private void revive(Settings old) throws IOException, InterruptedException {
        Undertaking work = new Undertaking(site, old, progress);
        try {
            work.keep(current(old.withPrograms(programFolder())));
            new Revival(work).run();
            deploy(work);
        } catch (IOException | InterruptedException | RuntimeException e) {
            work.takeBack();
            throw e;
        }
    }

    /** A chaincode's command may have changed place; its version changes by an upgrade alone. */
    private Settings current(Settings settings) {
        Settings now = settings;
        for (ChaincodeProgram program : options.chaincodes()) {
            now = now.runBy(program.name(), program.command(), program.environment());
        }
        return now;
    }

    private void deploy(Undertaking work) throws IOException, InterruptedException {
        for (ChaincodeProgram program : options.chaincodes()) {
            if (work.settings().chaincode(program.name()).isEmpty()) {
                new Definitions(work).deploy(program);
            }
        }
    }

    private void clear() throws IOException {
        MarkedProcess.stop(MarkedProcess.all(site));
        List<Path> all;
        try (var inside = Files.list(site.root())) {
            all = inside.filter(file -> !file.equals(site.lock())).toList();
        }
        for (Path each : all) {
            Trees.delete(each);
        }
    }
}
