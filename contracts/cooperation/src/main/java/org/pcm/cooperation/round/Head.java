package org.pcm.cooperation.round;

import java.util.TreeMap;
import org.pcm.cooperation.job.Backlog;
import org.pcm.cooperation.job.Progress;
import org.pcm.cooperation.job.Queued;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/**
 * The head of a cooperation: read and written by every batch, so that the versions of this one page
 * form a chain. Changed by the fold alone.
 */
public final class Head {
    /** What dispatch and timers need to know of an open job without reading it. */
    public record OpenJob(int pending, long nextDue, Queued queued) {
        /** As rules 1 know it. */
        public OpenJob(int pending, long nextDue) {
            this(pending, nextDue, Queued.NONE);
        }

        private OpenJob at(Queued place) {
            return new OpenJob(pending, nextDue, place);
        }
    }

    private static final int CHAIN_BYTES = 32;

    /** The rules that the cooperation runs under; see {@link Rules}. */
    public int rules = Rules.FIRST;

    public long version;

    /** The lane's clock, milliseconds: never runs back (ruling 8). */
    public long clock;

    /**
     * SHA-256 chained over all submissions that took effect: nobody can foresee the order of a
     * later batch.
     */
    public byte[] chain = new byte[CHAIN_BYTES];

    public CooperationState state = CooperationState.OPEN;
    public int coordinator;
    public Terms terms = Terms.DEFAULT;
    public int members;
    public long nextJob = 1;

    /** Virtual time up to which work has been shared out; see {@code Sharing}. */
    public long served;

    /** How far dispatch has come. */
    public Progress dispatch = Progress.NONE;

    /** Whether work was left over that a tick would do. */
    public boolean unfinished;

    /** Earliest time at which something is due, 0 when nothing is. */
    public long nextDue;

    /** Jobs that are open, by number. */
    public final TreeMap<Long, OpenJob> openJobs = new TreeMap<>();

    /** In which order open jobs are served, and which have to wait. */
    public final Backlog backlog = new Backlog();

    /** The round; under the first rules always the first one, which runs. */
    public Round round = new Round();

    public byte[] write() {
        PageWriter to = new PageWriter();
        to.number(rules)
                .number(version)
                .number(clock)
                .raw(chain)
                .constant(state)
                .number(coordinator);
        to.bytes(Json.write(terms::write)).number(members).number(nextJob).number(served);
        to.number(dispatch.next()).number(dispatch.origin()).flag(dispatch.unfinished());
        to.flag(unfinished).number(nextDue).number(openJobs.size());
        openJobs.forEach((job, open) -> to.number(job).number(open.pending).number(open.nextDue));
        if (rules >= Rules.WHOLE) {
            backlog.write(to, openJobs.values().stream().map(OpenJob::queued).toList());
            round.write(to);
        }
        return to.done();
    }

    public static Head read(byte[] page) {
        PageReader from = new PageReader(page);
        Head head = new Head();
        head.rules = from.count();
        head.version = from.number();
        head.clock = from.number();
        head.chain = from.raw(CHAIN_BYTES);
        head.state = from.constant(CooperationState.class);
        head.coordinator = from.count();
        head.terms = Terms.read(Json.readObject(from.bytes()));
        head.members = from.count();
        head.nextJob = from.number();
        head.served = from.number();
        head.dispatch = new Progress(from.number(), from.number(), from.flag());
        head.unfinished = from.flag();
        head.nextDue = from.number();
        int jobs = from.count();
        for (int i = 0; i < jobs; i++) {
            head.openJobs.put(from.number(), new OpenJob(from.count(), from.number()));
        }
        if (head.rules >= Rules.WHOLE) {
            head.openJobs.replaceAll((number, open) -> open.at(Backlog.readPlace(from)));
            head.backlog.read(from);
            head.round = Round.read(from);
        }
        from.end();
        return head;
    }
}
