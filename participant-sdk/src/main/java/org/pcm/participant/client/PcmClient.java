package org.pcm.participant.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.KeyProof;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.KeyCommand;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.LedgerInfo;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.information.http.HttpContent;
import org.pcm.participant.information.http.Lane;
import org.pcm.participant.information.http.Trust;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;
import org.pcm.participant.sqlite.SqliteOutbox;

/**
 * A participant's hand on the cooperation: connect, register once, open or join, submit, follow,
 * fetch, close. What it signs is on disk beside the identity before it is sent, and is sent again
 * after a crash. Every refusal is a {@link PcmException} with a stable code and a way out. Safe for
 * use by many threads.
 *
 * <pre>{@code
 * try (PcmClient client = PcmClient.connect(gateway, Identity.loadOrCreate(Path.of("alice.key")))) {
 *     client.register("alice", Tier.CONSUMER, List.of());
 *     client.join("lab", Resources.NONE);
 *     JobRef job = client.submit(JobFile.read(Path.of("job.json")));
 *     client.follow(job, event -> System.out.println(event));
 *     client.fetch(job, Path.of("results"));
 * }
 * }</pre>
 */
public final class PcmClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long WAIT_MILLIS = 20_000;

    private final Gateways gateways;
    private final LedgerInfo ledger;
    private final SqliteOutbox outbox;
    private final Directory directory;
    private final Content content;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private volatile Identity identity;

    private PcmClient(Gateways gateways, Identity identity) {
        this.gateways = gateways;
        this.identity = identity;
        this.ledger = gateways.ledger();
        this.outbox = SqliteOutbox.beside(identity.file());
        this.directory = new Directory(gateways);
        this.content =
                new HttpContent(
                        gateways, new Tokens(identity, ledger.id(), InstantSource.system()));
    }

    /** Connects through one gateway. */
    public static PcmClient connect(URI gateway, Identity identity) {
        return connect(List.of(gateway), identity);
    }

    /**
     * Connects through any of several gateways of one ledger; when one is down the next is asked.
     */
    public static PcmClient connect(List<URI> addresses, Identity identity) {
        return connect(addresses, identity, Trust.system());
    }

    /** As {@link #connect(List, Identity)}, where a private root vouches for the gateways. */
    public static PcmClient connect(List<URI> addresses, Identity identity, Trust trust) {
        Gateways gateways = new Gateways(addresses, PATIENCE, trust);
        try {
            return new PcmClient(gateways, identity);
        } catch (RuntimeException e) {
            gateways.close();
            throw e;
        }
    }

    /** The ledger behind the gateway. */
    public LedgerInfo ledger() {
        return ledger;
    }

    /** Who this client speaks for; knows its name once registered. */
    public Identity identity() {
        return identity;
    }

    /** Registry, rosters, jobs and tasks, to be read. */
    public Directory directory() {
        return directory;
    }

    /**
     * Enters the registry with a voucher of the gateway's organisation; harmless when this key has
     * that name already.
     */
    public Identity register(String name, Tier tier, List<String> capabilities) {
        if (isRegisteredAs(name)) {
            return remember(name, tier);
        }
        ObjectNode request = Json.object().put("name", name).put("tier", tier.name());
        request.set("jwk", identity.jwk().toJson());
        return register(
                name,
                tier,
                capabilities,
                JsonObject.of("", gateways.post("/v1/vouchers", request)).text("voucher"));
    }

    /** Enters the registry with a registrar's voucher. */
    public Identity register(String name, Tier tier, List<String> capabilities, String voucher) {
        if (!isRegisteredAs(name)) {
            lane(LaneKey.REGISTRY)
                    .submit(new Command.Register(name, tier, capabilities, voucher))
                    .only();
        }
        return remember(name, tier);
    }

    /**
     * Lets a further key speak for this participant: a second device, or the first half of a
     * rotation.
     *
     * @param device the new key, whose private half signs that it wants to
     */
    public void addKey(Identity device) {
        String name =
                identity.name().orElseThrow(() -> new IllegalStateException("not registered"));
        ObjectNode header = device.header().put("typ", KeyProof.TYPE);
        String proof = device.jws(header, new KeyProof(ledger.id(), name).toJson());
        lane(LaneKey.REGISTRY).submit(new KeyCommand.AddKey(device.jwk().point(), proof)).only();
    }

    /**
     * Lets a key speak no more for this participant, and never again for anybody: of a lost device,
     * or the second half of a rotation. Cooperations learn it by {@link Assembly#keys}.
     */
    public void revokeKey(String kid) {
        lane(LaneKey.REGISTRY).submit(new KeyCommand.RevokeKey(kid)).only();
    }

    /**
     * Has this client's key, a new one, take the place of all that a participant has lost, by a
     * registrar's word. Its cooperations hear of it at once, so that a lost key is of no use to
     * whoever finds it; {@code NotAllHeard} names those that did not. Harmless when repeated.
     *
     * @param voucher of {@link org.pcm.participant.identity.Registrar#recovery}
     */
    public Identity recover(String name, String voucher) {
        if (!isRegisteredAs(name)) {
            lane(LaneKey.REGISTRY).submit(new KeyCommand.Recover(name, voucher)).only();
        }
        remember(name, Tier.valueOf(directory.participant(name).orElseThrow().tier()));
        tellOfNewKey(name);
        return identity;
    }

    /** All are told, whatever becomes of one; the lost key may still speak where that failed. */
    private void tellOfNewKey(String name) {
        List<String> deaf = new ArrayList<>();
        for (String cooperation : directory.memberships(name)) {
            try {
                if (lane(cooperation).submit().outcome() instanceof Outcome.Refused refused) {
                    throw new PcmException.Refused(refused.refusal());
                }
            } catch (PcmException e) {
                deaf.add(cooperation + " (" + e.code() + ")");
            }
        }
        if (!deaf.isEmpty()) {
            throw new PcmException.Refused(
                    "NotAllHeard",
                    "the new key stands in the registry, but these have not heard of it: "
                            + String.join(", ", deaf));
        }
    }

    /** Opens a cooperation, and so coordinates it (P1). */
    public void open(String cooperation, Terms terms, Resources pledge) {
        lane(cooperation).submit(new Command.Open(terms, pledge)).only();
    }

    /** Enters a cooperation's roster. */
    public void join(String cooperation, Resources pledge) {
        lane(cooperation).submit(new Command.Join(pledge)).only();
    }

    /** Raises or lowers the pledge (P3). */
    public void pledge(String cooperation, Resources pledge) {
        lane(cooperation).submit(new Command.Pledge(pledge)).only();
    }

    /** Leaves once running tasks have ended. */
    public void leave(String cooperation) {
        lane(cooperation).submit(new Command.Leave()).only();
    }

    /** The participant's voice in what a cooperation decides together (P2, P4, A10, A12). */
    public Assembly assembly(String cooperation) {
        return new Assembly(lane(cooperation));
    }

    /** Ends a cooperation that this participant coordinates. */
    public void end(String cooperation) {
        lane(cooperation).submit(new Command.Close()).only();
    }

    /**
     * Uploads a job's content and puts its tasks on the ledger; estimates that the job leaves to be
     * learned are learned first.
     */
    public JobRef submit(JobFile job) {
        return new JobSubmitter(content).submit(estimated(job), lane(job.cooperation()));
    }

    /**
     * The job with the estimates that it leaves to be learned, as far as this participant's jobs of
     * that name have run often enough (A5).
     */
    public JobFile estimated(JobFile job) {
        return job.toLearn() > 0 && identity.name().isPresent()
                ? job.with(
                        directory.estimates(job.cooperation(), identity.name().get(), job.name()))
                : job;
    }

    /**
     * Enters a deal that was matched elsewhere (B1), once: in one message, opens the cooperation
     * that the job names for it under the negotiated terms, and submits the job. Said again, also
     * after a crash, it returns the job that entered then.
     */
    public JobRef enter(JobFile deal, Terms negotiated) {
        return new JobSubmitter(content)
                .enter(
                        deal,
                        negotiated,
                        lane(deal.cooperation()),
                        directory,
                        identity.name().orElse(""));
    }

    /**
     * The job, if this participant submitted it before: the latest one of that name, with these
     * tasks, after the same jobs. What an earlier process signed and did not get through with is
     * sent first, and a job that was submitted in part is completed.
     */
    public Optional<JobRef> find(JobFile job) {
        Lane lane = lane(job.cooperation());
        gateways.height(job.cooperation()); // asked of a gateway that has read all of it
        return identity.name()
                .flatMap(name -> directory.member(job.cooperation(), name))
                .flatMap(me -> new JobSearch(directory, content).find(job, me.member()))
                .map(found -> {
                    JobSubmitter.extend(found.ref().job(), found.plan(), found.there(), lane);
                    return found.ref();
                });
    }

    /**
     * What the tasks of this participant's job left, once it is done, for {@link JobFile#read(Path,
     * JobOutputs)}: nothing is fetched, the content stays where it is.
     */
    public JobOutputs outputs(JobRef job) {
        return new Results(directory, content).outputs(job);
    }

    /** Calls {@code listener} with what happens to a job from now on; returns when it is closed. */
    public JobSummary follow(JobRef job, Consumer<Event.OfJob> listener) {
        return new JobFollower(gateways, directory).follow(job, listener);
    }

    /** Cancels a whole job: waiting tasks end, running ones are told to stop. */
    public void cancel(JobRef job) {
        lane(job.cooperation()).submit(new Command.Cancel(job.job(), null)).only();
    }

    /** Cancels some of a job's tasks. */
    public void cancel(JobRef job, TaskSet tasks) {
        lane(job.cooperation()).submit(new Command.Cancel(job.job(), tasks)).only();
    }

    /** A task's end: exit code, reason, and what it said. */
    public TaskOutcome outcome(JobRef job, int task) {
        return new Results(directory, content).outcome(job, task);
    }

    /**
     * Fetches every task's outputs to {@code folder/<task>/}, and what it said to {@code
     * folder/<task>.stdout, .stderr}.
     */
    public List<TaskOutcome> fetch(JobRef job, Path folder) {
        return new Results(directory, content).fetch(job, folder);
    }

    /** As {@link #fetch(JobRef, Path)}, for one task. */
    public TaskOutcome fetch(JobRef job, int task, Path folder) {
        Results results = new Results(directory, content);
        return results.fetch(results.outcome(job, task).task(), folder);
    }

    /**
     * The lane into a cooperation, for what this class has no method for; what an earlier process
     * left there is sent first.
     */
    public Lane lane(String cooperation) {
        return lanes.computeIfAbsent(
                cooperation,
                name -> {
                    LaneKey key = new LaneKey(ledger.id(), name, identity.kid());
                    Lane lane =
                            new Lane(
                                    gateways, identity, key, outbox, 1, WAIT_MILLIS, settled -> {});
                    lane.resume();
                    return lane;
                });
    }

    private boolean isRegisteredAs(String name) {
        return directory
                .participant(name)
                .filter(p -> p.kids().contains(identity.kid()))
                .isPresent();
    }

    private Identity remember(String name, Tier tier) {
        try {
            identity = identity.remember(name, tier);
            return identity;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
        outbox.close();
        gateways.close();
    }
}
