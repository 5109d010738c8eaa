package org.pcm.participant.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.participant.information.Board;
import org.pcm.participant.information.BoardPage;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.resource.AttemptId;
import org.pcm.participant.resource.Attempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what to grab (抢单, P8) of what waits in one cooperation, by the rules that also judge
 * offers. It looks when it starts, when something happened by which more may wait or there may be
 * more room, and with each heartbeat; never without such a cause. What it decides is on disk before
 * it is said; all else it knows, it can ask again, so nothing is lost with its process.
 */
public final class Grabs {

    private static final Logger LOG = LoggerFactory.getLogger(Grabs.class);
    private static final int PAGES_MAX = 16;

    private final String cooperation;
    private final Attempts attempts;
    private final Board board;
    private final TaskDocuments documents;
    private final PolicyCenter policy;
    private final Decisions decisions;
    private final LongSupplier version;
    private final BooleanSupplier active;
    private final Causes causes;
    private final Set<TaskName> aside = new HashSet<>();
    private String from = "";

    /**
     * @param decisions knows what the site is at
     * @param version the lane's version up to which events came in: no older board is believed
     * @param active whether the site takes on work
     * @param causes why to look
     */
    public Grabs(
            String cooperation,
            Attempts attempts,
            Board board,
            TaskDocuments documents,
            PolicyCenter policy,
            Decisions decisions,
            LongSupplier version,
            BooleanSupplier active,
            Causes causes) {
        this.cooperation = cooperation;
        this.attempts = attempts;
        this.board = board;
        this.documents = documents;
        this.policy = policy;
        this.decisions = decisions;
        this.version = version;
        this.active = active;
        this.causes = causes;
    }

    private record TaskName(long job, int task) {}

    private record Judged(BoardPage.Waiting waiting, TaskDocument document) {}

    /** Something is on the ledger, and was handled. */
    void told(Notice notice) {
        causes.told(notice);
    }

    /** Looks if there is a cause; true when something is to be grabbed. */
    boolean look() {
        if (!active.getAsBoolean()) {
            return false;
        }
        Causes.Cause cause = causes.take();
        if (cause == Causes.Cause.NONE) {
            return false;
        }
        if (cause == Causes.Cause.NEWS) {
            aside.clear();
        }
        String began = from;
        try {
            return pages();
        } catch (PcmException.Unreachable e) {
            from = "";
            causes.again(cause);
            throw e;
        } catch (PcmException.Refused | InvalidDocument e) {
            LOG.warn("{}: what waits cannot be read: {}", cooperation, e.getMessage());
            from = "";
            if (!began.isEmpty()) { // a gateway's word on where to go on may be what is wrong
                causes.again(cause);
            }
            return false;
        } catch (RuntimeException e) {
            from = "";
            throw e;
        }
    }

    private boolean pages() {
        boolean decided = false;
        boolean elsewhere = !from.isEmpty();
        for (int pages = 0; pages < PAGES_MAX; pages++) {
            Use use = decisions.use();
            if (use.held().milliCpu() >= use.pledged().milliCpu()) {
                break;
            }
            BoardPage page = board.page(from);
            if (page.version() < version.getAsLong()) {
                causes.again(Causes.Cause.STIR);
                return decided;
            }
            causes.mode(page.mode());
            decided |= claim(page, use);
            from = page.next();
            if (page.mode() == DispatchMode.PUSH || (from.isEmpty() && !elsewhere)) {
                break;
            }
            elsewhere &= !from.isEmpty();
        }
        return decided;
    }

    private boolean claim(BoardPage page, Use before) {
        Use use = before;
        GrabRoom room = new GrabRoom(page);
        List<Judged> good = new ArrayList<>();
        List<BoardPage.Waiting> left = page.tasks().stream().filter(this::isNew).toList();
        while (!left.isEmpty()) {
            List<BoardPage.Waiting> some = room.some(left, use);
            if (some.isEmpty()) {
                break;
            }
            Map<Digest, TaskDocuments.Reading> readings =
                    documents.read(some.stream().map(BoardPage.Waiting::spec).toList());
            for (BoardPage.Waiting each : some) {
                TaskDocument document =
                        readings.getOrDefault(each.spec(), TaskDocuments.Reading.LATER).document();
                if (document == null) {
                    aside.add(new TaskName(each.job(), each.task()));
                } else if (policy.evaluate(proposal(page, each, document), use).isEmpty()) {
                    good.add(new Judged(each, document));
                    use = use.plus(document.kind().needs());
                    room.take(each.needs());
                }
            }
            Set<BoardPage.Waiting> seen = new HashSet<>(some);
            left = left.stream().filter(each -> !seen.contains(each)).toList();
        }
        attempts.together(() -> good.forEach(each -> claim(page, each)));
        return !good.isEmpty();
    }

    private boolean isNew(BoardPage.Waiting each) {
        return !aside.contains(new TaskName(each.job(), each.task()))
                && attempts.open(cooperation, each.job(), each.task()).isEmpty();
    }

    private Proposal proposal(BoardPage page, BoardPage.Waiting each, TaskDocument document) {
        return new Proposal(id(page, each), each.owner(), document);
    }

    private AttemptId id(BoardPage page, BoardPage.Waiting each) {
        return new AttemptId(cooperation, each.job(), each.task(), page.version());
    }

    /** Until there is news it is not tried again: what is refused would be refused again. */
    private void claim(BoardPage page, Judged each) {
        BoardPage.Waiting waiting = each.waiting();
        attempts.claim(id(page, waiting), waiting.spec(), each.document(), waiting.owner());
        aside.add(new TaskName(waiting.job(), waiting.task()));
    }
}
