package org.pcm.participant;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.submission.Command;
import org.pcm.participant.business.ConsumptionQueue;
import org.pcm.participant.business.Intake;
import org.pcm.participant.client.CooperationSummary;
import org.pcm.participant.client.Directory;
import org.pcm.participant.client.MemberSummary;
import org.pcm.participant.control.AnswerCenter;
import org.pcm.participant.control.AttemptEvents;
import org.pcm.participant.control.Causes;
import org.pcm.participant.control.Decisions;
import org.pcm.participant.control.EventProcessCenter;
import org.pcm.participant.control.Grabs;
import org.pcm.participant.control.PolicyCenter;
import org.pcm.participant.control.TaskDocuments;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.Settled;
import org.pcm.participant.information.http.EventStream;
import org.pcm.participant.information.http.HttpBoard;
import org.pcm.participant.information.http.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cooperation's way through the planes: stream, intake and queue, EventProcessCenter,
 * PolicyCenter, answers. {@link #begin} says again what has no outcome yet, joins, and starts to
 * read; {@link #close} ends it.
 */
final class Engagement implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engagement.class);
    private static final long WAIT_MILLIS = 20_000;
    private static final int HEARTBEATS_WHILE_AWAY = 4;

    private final Site.Engaged engaged;
    private final Parts parts;
    private final Lane lane;
    private final Directory directory;
    private final ConsumptionQueue queue;
    private final AnswerCenter answers;
    private final DispatchMode mode;
    private volatile boolean active;
    private volatile @Nullable Causes causes;
    private final Intake intake;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("engagement-", 0).factory());
    private @Nullable EventStream stream;

    private Engagement(Site.Engaged engaged, Parts parts) {
        this.engaged = engaged;
        this.parts = parts;
        String name = engaged.cooperation();
        this.directory = new Directory(parts.gateways());
        CooperationSummary cooperation =
                directory
                        .cooperation(name)
                        .orElseThrow(() ->
                                new PcmException.Refused(
                                        "NoSuchCooperation", "nobody has opened " + name));
        this.mode = cooperation.terms().dispatch().mode();
        LaneKey key = new LaneKey(parts.ledger().id(), name, parts.identity().kid());
        this.queue = new ConsumptionQueue(parts.memory().database(), name);
        this.intake = new Intake(queue);
        this.lane =
                new Lane(
                        parts.gateways(),
                        parts.identity(),
                        key,
                        parts.outbox(),
                        1,
                        WAIT_MILLIS,
                        this::settled);
        this.answers =
                new AnswerCenter(
                        name,
                        parts.memory().attempts(),
                        lane,
                        parts.runs(),
                        this::lostAGrab,
                        cooperation.terms().awayMillis() / HEARTBEATS_WHILE_AWAY);
    }

    /** Takes part in a cooperation; returns once this participant stands in the roster. */
    static Engagement begin(Site.Engaged engaged, Parts parts) {
        Engagement engagement = new Engagement(engaged, parts);
        try {
            engagement.start();
            return engagement;
        } catch (RuntimeException e) {
            engagement.close();
            throw e;
        }
    }

    private void start() {
        doubt();
        lane.seen(queue.version());
        lane.resume();
        threads.execute(center(member().member()));
        threads.execute(answers);
        stream =
                EventStream.ofMember(
                        parts.gateways(),
                        engaged.cooperation(),
                        parts.name(),
                        parts.tokens(),
                        queue.cursor(),
                        intake);
    }

    /**
     * Restored from an older copy, or new on this machine though its participant has been a member
     * for long, the agent does not know what it, or its forerunner on a lost machine, has started
     * (A8).
     */
    private void doubt() {
        String name = engaged.cooperation();
        boolean takesOver = queue.cursor().equals(Cursor.START) && isMember();
        long from =
                parts.memory()
                        .completeFrom(
                                name,
                                lane.catchUp() || takesOver,
                                () -> parts.gateways().height(name));
        parts.memory().attempts().doubt(name, from);
        if (from > 0) {
            LOG.warn(
                    "{}: this memory begins at block {}; what was accepted before is not started",
                    name,
                    from);
        }
    }

    private EventProcessCenter center(int member) {
        String name = engaged.cooperation();
        AttemptEvents events =
                new AttemptEvents(
                        name, member, parts.memory().attempts(), parts.runs(), this::handled);
        PolicyCenter policy = new PolicyCenter(parts.rules());
        TaskDocuments documents = new TaskDocuments(parts.content());
        Decisions decisions =
                new Decisions(
                        name,
                        parts.memory().database(),
                        parts.memory().attempts(),
                        documents,
                        policy,
                        engaged.pledge());
        Causes why = new Causes(member, mode);
        causes = why;
        Grabs grabs =
                new Grabs(
                        name,
                        parts.memory().attempts(),
                        new HttpBoard(parts.gateways(), parts.tokens(), name),
                        documents,
                        policy,
                        decisions,
                        queue::version,
                        () -> active,
                        why);
        return new EventProcessCenter(
                name,
                parts.memory().database(),
                queue,
                events,
                parts.check(),
                decisions,
                grabs,
                parts.wake());
    }

    private void lostAGrab() {
        Causes why = causes;
        if (why != null) {
            why.stir();
            queue.wake();
        }
    }

    /** The roster's entry, once this participant stands in it. */
    private MemberSummary member() {
        String name = engaged.cooperation();
        if (!isMember()) {
            lane.submit(new Command.Join(engaged.pledge(), engaged.agreed())).only();
        }
        return directory
                .member(name, parts.name())
                .orElseThrow(() ->
                        new PcmException.Refused(
                                "NotMember", parts.name() + " is not in the roster of " + name));
    }

    private boolean isMember() {
        return directory.isMember(engaged.cooperation(), parts.name());
    }

    boolean isIn(String cooperation) {
        return engaged.cooperation().equals(cooperation);
    }

    /** Pledges what the site gives, or nothing, unless the ledger says so already. */
    void pledgeAtStart(boolean takesWork) {
        active = takesWork;
        queue.wake();
        boolean differs =
                directory
                        .member(engaged.cooperation(), parts.name())
                        .filter(member -> member.pledge().equals(promise(takesWork)))
                        .isEmpty();
        if (differs) {
            pledge(takesWork);
        }
    }

    /** Pledges what the site gives, or nothing: soon, even when no gateway answers now. */
    void pledge(boolean takesWork) {
        active = takesWork;
        answers.say(new Command.Pledge(promise(takesWork)));
    }

    private Resources promise(boolean takesWork) {
        return takesWork ? engaged.pledge() : Resources.NONE;
    }

    /** Whether the last pledge stands on the ledger, and no offer made before it is unread. */
    boolean isPledged() {
        return answers.isHeard();
    }

    /** There may be answers to give. */
    void wake() {
        answers.wake();
    }

    private void settled(Settled settled) {
        answers.settled(settled);
    }

    private void handled(Notice last) {
        lane.seen(last.version());
        answers.read(last.cursor());
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
        intake.close();
        lane.close();
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
