package org.pcm.participant;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.pcm.participant.client.Directory;
import org.pcm.participant.control.ContentCache;
import org.pcm.participant.control.Rule;
import org.pcm.participant.control.Rules;
import org.pcm.participant.control.RunCenter;
import org.pcm.participant.control.Staging;
import org.pcm.participant.control.WorkFolders;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.LedgerInfo;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.information.http.HttpContent;
import org.pcm.participant.information.http.Trust;
import org.pcm.participant.information.ledger.VerifiedLedger;
import org.pcm.participant.resource.process.ProcessAdapter;
import org.pcm.participant.resource.process.Sandbox;
import org.pcm.participant.resource.process.SandboxFinder;
import org.pcm.participant.sqlite.SqliteOutbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider's agent (PCM-Edge). {@link #start} takes the work folder, takes up what an earlier
 * agent left there, joins the site's cooperations and works until {@link #close}; it may be killed
 * at any time and started again. {@link AgentControl} pauses, drains and watches it from another
 * process.
 */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 200;
    private static final String MODE = "mode";

    private final Site site;
    private final WorkFolder folder;
    private final Memory memory;
    private final Gateways gateways;
    private final SqliteOutbox outbox;
    private final VerifiedLedger verified;
    private final RunCenter runs;
    private final boolean sandboxed;
    private final List<Engagement> engagements = new CopyOnWriteArrayList<>();
    private final Calls calls;
    private final ScheduledExecutorService housekeeping =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("agent").daemon().factory());
    private final CompletableFuture<Boolean> drained = new CompletableFuture<>();
    private final ScheduledFuture<?> looking;
    private volatile Mode mode;

    /** Starts the agent of a site; returns once it takes part in all its cooperations. */
    public static Agent start(Site site) throws IOException {
        WorkFolder folder = WorkFolder.hold(site.work());
        try {
            return new Agent(site, folder);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private Agent(Site site, WorkFolder folder) throws IOException {
        this.site = site;
        this.folder = folder;
        Identity identity = Identity.load(site.identity());
        String name =
                identity.name()
                        .orElseThrow(() ->
                                new PcmException.Refused(
                                        "UnknownKey", site.identity() + " is not registered"));
        this.memory = new Memory(folder.database());
        this.gateways = new Gateways(site.gateways(), PATIENCE, Trust.of(site.ca()));
        this.outbox = SqliteOutbox.beside(site.identity());
        LedgerInfo ledger = gateways.ledger();
        this.verified = verifiedLedger(ledger);
        Tokens tokens = new Tokens(identity, ledger.id(), InstantSource.system());
        Content content = new HttpContent(gateways, tokens);
        SandboxFinder.Found found = SandboxFinder.find();
        this.sandboxed = found.sandbox().isPresent();
        this.runs = runs(found, content);
        this.mode =
                memory.setting(MODE)
                        .map(Mode::valueOf)
                        .filter(m -> m != Mode.DRAINING)
                        .orElse(Mode.ACTIVE);
        Parts parts =
                new Parts(
                        name,
                        identity,
                        tokens,
                        gateways,
                        ledger,
                        outbox,
                        content,
                        verified,
                        memory,
                        runs,
                        rules(),
                        this::wake);
        this.calls =
                new Calls(
                        site.calls(),
                        site.callsMax(),
                        parts,
                        () -> mode == Mode.ACTIVE,
                        engaged -> engage(engaged, parts));
        try {
            runs.tidy();
            runs.wake();
            site.cooperations().forEach(engaged -> engage(engaged, parts));
            new CallMemory(memory, new Directory(gateways), name)
                    .standing()
                    .forEach(engaged -> engage(engaged, parts));
            folder.write(status());
            looking =
                    housekeeping.scheduleWithFixedDelay(
                            this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            calls.start();
        } catch (RuntimeException e) {
            release();
            throw e;
        }
        LOG.info("{} takes part in {} cooperations as {}", site.name(), engagements.size(), name);
    }

    /** Once: a cooperation that was joined by a call may stand in the site file later. */
    private void engage(Site.Engaged engaged, Parts parts) {
        if (engagements.stream().anyMatch(each -> each.isIn(engaged.cooperation()))) {
            return;
        }
        verified.include(engaged.cooperation());
        take(Engagement.begin(engaged, parts));
    }

    /** One at a time with changes of the mode, so that it says what the agent's mode is then. */
    private synchronized void take(Engagement engagement) {
        engagements.add(engagement);
        engagement.pledgeAtStart(mode == Mode.ACTIVE);
    }

    private VerifiedLedger verifiedLedger(LedgerInfo ledger) {
        String genesis = pinned("genesis", site.genesis(), ledger.genesis());
        String chaincode = pinned("chaincode", Optional.empty(), ledger.chaincode());
        if (!genesis.startsWith(ledger.id())) {
            throw new PcmException.Refused(
                    "WrongLedger", "the gateway names ledger " + ledger.id() + ", not " + genesis);
        }
        return new VerifiedLedger(
                genesis,
                chaincode,
                site.cooperations().stream()
                        .map(Site.Engaged::cooperation)
                        .collect(Collectors.toSet()),
                number -> gateways.bytes("/v1/blocks/" + number),
                gateways::leave);
    }

    /** What the site file says, else what was trusted before, else what is trusted from now on. */
    private String pinned(String what, Optional<String> bySite, String byGateway) {
        Optional<String> known = bySite.or(() -> memory.setting(what));
        if (known.isEmpty()) {
            LOG.warn(
                    "{}: the {} {} is trusted because it is the first one seen",
                    site.name(),
                    what,
                    byGateway);
            memory.set(what, byGateway);
        } else if (!known.get().equals(byGateway)) {
            throw new PcmException.Refused(
                    "WrongLedger",
                    "the gateway's " + what + " is " + byGateway + ", expected " + known.get());
        }
        return byGateway;
    }

    private RunCenter runs(SandboxFinder.Found found, Content content) throws IOException {
        if (!sandboxed) {
            LOG.warn(
                    "{}: tasks are {}: {}",
                    site.name(),
                    site.allowUnsandboxed() ? "not kept apart" : "refused",
                    found.why());
        }
        Sandbox sandbox = found.sandbox().map(Sandbox.class::cast).orElseGet(Sandbox.None::new);
        ContentCache cache = new ContentCache(folder.content(), site.cacheMib() << 20);
        return new RunCenter(
                memory.attempts(),
                new ProcessAdapter(folder.launcher(), sandbox),
                new WorkFolders(folder.attempts()),
                new Staging(content, cache, memory.attempts()),
                this::wake);
    }

    private List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rules.sandboxed(sandboxed, site.allowUnsandboxed()));
        rules.add(Rules.withoutImage());
        rules.addAll(site.rules());
        rules.add(Rules.freeCapacity());
        return rules;
    }

    private void wake() {
        runs.wake();
        engagements.forEach(Engagement::wake);
    }

    /** Takes on no new work; what runs goes on. Holds across restarts. */
    public void pause() {
        change(Mode.PAUSED);
    }

    /** Takes on work again. */
    public void resume() {
        change(Mode.ACTIVE);
    }

    /**
     * Takes on no new work; {@link #awaitDrained} returns once nothing runs, nothing is left to
     * say, and the ledger offers nothing more.
     */
    public void drain() {
        change(Mode.DRAINING);
    }

    private synchronized void change(Mode to) {
        mode = to;
        memory.set(MODE, to.name());
        engagements.forEach(engagement -> engagement.pledge(to == Mode.ACTIVE));
        LOG.info("{} is {}", site.name(), to);
    }

    /** How the agent is doing now. */
    public AgentStatus status() {
        return AgentStatus.of(
                site,
                System.currentTimeMillis(),
                mode,
                memory.attempts(),
                verified.height(),
                sandboxed,
                calls.heard());
    }

    /** In how many cooperations it takes part. */
    int engagements() {
        return engagements.size();
    }

    /** Returns when a drain is complete; close the agent then. */
    public void awaitDrained() {
        drained.join();
    }

    private void look() {
        try {
            folder.takeOrder().ifPresent(this::change);
            boolean pledged = engagements.stream().allMatch(Engagement::isPledged);
            AgentStatus status = status();
            folder.write(status);
            if (mode == Mode.DRAINING && pledged && status.isIdle()) {
                drained.complete(true);
            }
            memory.attempts().prune();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: housekeeping", site.name(), e);
        }
    }

    /**
     * Ends the agent; running tasks go on under their launchers, and the next agent in this work
     * folder takes them up.
     */
    @Override
    public void close() throws IOException {
        looking.cancel(false);
        housekeeping.shutdown();
        release();
        folder.close();
    }

    private void release() {
        calls.close();
        engagements.forEach(Engagement::close);
        runs.close();
        gateways.close();
        outbox.close();
        memory.close();
    }
}
