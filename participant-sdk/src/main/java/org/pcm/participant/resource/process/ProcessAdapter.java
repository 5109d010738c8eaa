package org.pcm.participant.resource.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.pcm.participant.information.RelativePath;
import org.pcm.participant.resource.Ending;
import org.pcm.participant.resource.Evidence;
import org.pcm.participant.resource.Observation;
import org.pcm.participant.resource.ResourceAdapter;
import org.pcm.participant.resource.Work;

/**
 * Runs tasks as processes of this machine, each under a small launcher (launcher.sh) that outlives
 * the agent, keeps the limits and records the end. The attempt's folder holds all there is to know,
 * so a restarted agent needs nothing else.
 */
public final class ProcessAdapter implements ResourceAdapter {

    private static final String LAUNCHER = "launcher.sh";

    private final Path launcher;
    private final Sandbox sandbox;

    /**
     * @param home where the launcher's script is put
     */
    public ProcessAdapter(Path home, Sandbox sandbox) throws IOException {
        this.sandbox = sandbox;
        this.launcher = home.resolve(LAUNCHER);
        Files.createDirectories(home);
        Path part = Files.createTempFile(home, LAUNCHER, ".part");
        try (InputStream script =
                Objects.requireNonNull(
                        ProcessAdapter.class.getResourceAsStream(LAUNCHER), LAUNCHER)) {
            Files.copy(script, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(
                part,
                launcher,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String translate(Work work) {
        return Plan.text(work, sandbox);
    }

    @Override
    public CompletableFuture<Ending> start(Work work) throws IOException {
        Files.createDirectories(work.box());
        Files.writeString(work.folder().resolve("plan.sh"), translate(work));
        List<String> command =
                List.of("setsid", "sh", launcher.toString(), work.folder().toString());
        Process process = Processes.detached(command, work.folder().resolve("launcher.log"));
        return process.onExit().thenCompose(ended -> whenGone(work));
    }

    @Override
    public CompletableFuture<Ending> resume(Work work) throws IOException {
        return switch (observe(work)) {
            case Observation.Ended(Ending ending) -> CompletableFuture.completedFuture(ending);
            case Observation.Running running -> whenGone(work);
            case Observation.Unknown unknown ->
                    Claim.giveUp(Files.createDirectories(work.folder()))
                            ? CompletableFuture.completedFuture(Ending.LOST)
                            : resume(work);
        };
    }

    @Override
    public Observation observe(Work work) throws IOException {
        Optional<Claim> claim = Claim.read(work.folder());
        if (claim.isEmpty()) {
            return new Observation.Unknown();
        }
        boolean alive = claim.get().isAlive();
        Optional<Ending> ending = EndFile.read(work.folder());
        if (ending.isPresent()) {
            return new Observation.Ended(ending.get());
        }
        return alive ? new Observation.Running() : new Observation.Ended(Ending.LOST);
    }

    @Override
    public void cancel(Work work) throws IOException {
        Why.cancelled(work.folder());
        Optional<Claim> claim = Claim.read(work.folder());
        if (claim.isPresent() && claim.get().isAlive()) {
            Processes.terminate(claim.get().pid());
        }
    }

    @Override
    public Evidence collect(Work work) throws IOException {
        List<Evidence.Output> outputs = new ArrayList<>();
        for (RelativePath path : work.task().outputs()) {
            Outputs.find(work.box(), path)
                    .ifPresent(file -> outputs.add(new Evidence.Output(path, file)));
        }
        return new Evidence(
                existing(work.folder().resolve("stdout")),
                existing(work.folder().resolve("stderr")),
                outputs,
                outputs.size() == work.task().outputs().size());
    }

    /** Completes once the attempt's launcher is gone, which may be another process' child. */
    private CompletableFuture<Ending> whenGone(Work work) {
        try {
            return switch (observe(work)) {
                case Observation.Ended(Ending ending) -> CompletableFuture.completedFuture(ending);
                case Observation.Unknown unknown -> resume(work);
                case Observation.Running running ->
                        ProcessHandle.of(Claim.read(work.folder()).orElseThrow().pid())
                                .map(ProcessHandle::onExit)
                                .orElseGet(() ->
                                        CompletableFuture.completedFuture(ProcessHandle.current()))
                                .thenCompose(gone -> whenGone(work));
            };
        } catch (IOException e) {
            throw new CompletionException(new UncheckedIOException(e));
        }
    }

    private static Path existing(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return file;
    }
}
