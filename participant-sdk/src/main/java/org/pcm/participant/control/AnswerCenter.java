package org.pcm.participant.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.Settled;
import org.pcm.participant.information.Submissions;
import org.pcm.participant.resource.Attempt;
import org.pcm.participant.resource.AttemptId;
import org.pcm.participant.resource.AttemptState;
import org.pcm.participant.resource.Attempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says one cooperation's answers (A7, A8): gathers what came up within a few milliseconds into one
 * submission, one at a time. When there is nothing to say for a while it says just that, so that
 * {@code seen} moves on and nobody takes the member for away.
 */
public final class AnswerCenter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerCenter.class);
    private static final long GATHER_MILLIS = 5;
    private static final long AFTER_ERROR_MILLIS = 1_000;

    private final String cooperation;
    private final Attempts attempts;
    private final Submissions submissions;
    private final RunCenter runs;
    private final Runnable lost;
    private final long heartbeatMillis;
    private final Semaphore work = new Semaphore(0);
    private final Set<AttemptId> answered = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Rebuff> rebuffs = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Command> besides = new ConcurrentLinkedQueue<>();
    private volatile Cursor besidesAt = Cursor.START;
    private volatile Cursor handled = Cursor.START;

    /**
     * @param lost told when a grab came to nothing, so that there is room again
     * @param heartbeatMillis how long it may be silent
     */
    public AnswerCenter(
            String cooperation,
            Attempts attempts,
            Submissions submissions,
            RunCenter runs,
            Runnable lost,
            long heartbeatMillis) {
        this.cooperation = cooperation;
        this.attempts = attempts;
        this.submissions = submissions;
        this.runs = runs;
        this.lost = lost;
        this.heartbeatMillis = heartbeatMillis;
    }

    /** There may be something to say. */
    public void wake() {
        work.release();
    }

    /** Says something else as soon as possible, such as a changed pledge, until it was heard. */
    public void say(Command command) {
        besides.add(command);
        wake();
    }

    /**
     * Whether everything that was to be {@linkplain #say said} lies on the ledger, and all that
     * lies before it there has been handled.
     */
    public boolean isHeard() {
        return besides.isEmpty() && besidesAt.compareTo(handled) <= 0;
    }

    /** Works until its thread is interrupted. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() throws InterruptedException {
        try {
            List<Command> others = besides.stream().limit(Answers.COMMANDS_MAX).toList();
            List<Command> commands = commands(others);
            if (!commands.isEmpty()) {
                speak(commands, others.size());
            } else if (work.tryAcquire(heartbeatMillis, TimeUnit.MILLISECONDS)) {
                Thread.sleep(GATHER_MILLIS);
                work.drainPermits();
            } else {
                speak(List.of(), 0);
            }
        } catch (RuntimeException e) {
            LOG.error("{}: answering goes on after an error", cooperation, e);
            Thread.sleep(AFTER_ERROR_MILLIS);
        }
    }

    private List<Command> commands(List<Command> others) {
        List<Command> commands = new ArrayList<>(others);
        List<Attempt> unanswered =
                attempts
                        .in(
                                AttemptState.GRABBING,
                                AttemptState.ACCEPTING,
                                AttemptState.REJECTING,
                                AttemptState.COMPLETING,
                                AttemptState.FAILING)
                        .stream()
                        .filter(a -> a.id().cooperation().equals(cooperation))
                        .toList();
        answered.retainAll(unanswered.stream().map(Attempt::id).toList());
        List<Attempt> open = unanswered.stream().filter(a -> !answered.contains(a.id())).toList();
        List<Command> answers = Answers.commands(open);
        commands.addAll(
                answers.subList(
                        0, Math.min(answers.size(), Answers.COMMANDS_MAX - commands.size())));
        return commands;
    }

    /** {@code others}: how many of the commands, the first ones, are no answers. */
    private void speak(List<Command> commands, int others) throws InterruptedException {
        try {
            Settled settled = submissions.send(commands).join();
            if (settled.outcome() instanceof Outcome.Refused refused) {
                LOG.warn("{}: a submission was refused: {}", cooperation, refused.refusal());
                Thread.sleep(AFTER_ERROR_MILLIS);
            } else if (others > 0) {
                besidesAt = settled.cursor().orElse(Cursor.START);
                for (int i = 0; i < others; i++) {
                    besides.remove();
                }
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof PcmException.OutcomeUnknown) {
                throw new InterruptedException("the lane is closed");
            }
            throw e;
        }
    }

    /**
     * Takes over what became of a submission, also one of an earlier process; told before the
     * outbox forgets it.
     */
    public void settled(Settled settled) {
        if (!(settled.outcome() instanceof Outcome.Applied applied)) {
            return;
        }
        attempts.together(() -> settled(settled, applied));
        runs.wake();
    }

    private void settled(Settled settled, Outcome.Applied applied) {
        List<Command> commands = Said.commands(settled.submission());
        for (int i = 0; i < Math.min(commands.size(), applied.results().size()); i++) {
            settled(
                    commands.get(i),
                    applied.results().get(i),
                    settled.cursor().orElse(Cursor.START));
        }
    }

    /**
     * Everything up to {@code upTo} is taken over. An answer that was refused before, and whose
     * attempt no event has moved since, was void: its attempt is closed.
     */
    public void read(Cursor upTo) {
        handled = upTo;
        endVoid();
    }

    private void endVoid() {
        for (Rebuff each : rebuffs) {
            if (each.refusedAt().compareTo(handled) <= 0) {
                rebuffs.remove(each);
                attempts.find(each.id())
                        .filter(attempt -> attempt.state() == each.state())
                        .ifPresent(this::end);
            }
        }
    }

    /** A lost grab costs nothing and leaves nothing behind. */
    private void end(Attempt attempt) {
        if (attempt.state() == AttemptState.GRABBING) {
            attempts.forget(attempt.id());
            lost.run();
        } else if (attempts.move(attempt.id(), AttemptState.CLOSED)) {
            runs.abandon(attempt.id());
        }
    }

    private record Rebuff(AttemptId id, AttemptState state, Cursor refusedAt) {}

    private void settled(Command command, CommandResult result, Cursor at) {
        switch (result) {
            case CommandResult.Done done -> {
                Set<Integer> refused = Said.refused(done);
                done.exceptions()
                        .forEach(e ->
                                LOG.info(
                                        "{}: tasks {} were refused: {}",
                                        cooperation,
                                        e.tasks(),
                                        e.refusal()));
                for (Said.Answer answer : Said.answers(command)) {
                    took(answer, !refused.contains(answer.task()), at);
                }
            }
            case CommandResult.Refused refused -> {
                if (command instanceof Command.Grab) { // others were quicker
                    LOG.info("{}: {} was refused: {}", cooperation, command, refused.refusal());
                } else {
                    LOG.warn("{}: {} was refused: {}", cooperation, command, refused.refusal());
                }
                Said.answers(command).forEach(answer -> took(answer, false, at));
            }
        }
    }

    /**
     * A refused answer is not said again: an event on its way may have decided otherwise, else it
     * was void. What the outcome says was granted runs only once the ledger itself was seen to say
     * so; a gang's tasks wait for the others.
     */
    private void took(Said.Answer answer, boolean effect, Cursor at) {
        attempts.open(cooperation, answer.job(), answer.task())
                .filter(attempt -> attempt.state() == answer.of())
                .ifPresent(attempt -> {
                    if (!effect) {
                        answered.add(attempt.id());
                        rebuffs.add(new Rebuff(attempt.id(), attempt.state(), at));
                        endVoid();
                    } else if (answer.of() == AttemptState.GRABBING) {
                        answered.add(attempt.id());
                    } else if (answer.of() == AttemptState.ACCEPTING) {
                        accepted(attempt.id(), at);
                    } else if (attempts.move(attempt.id(), AttemptState.CLOSED)) {
                        runs.abandon(attempt.id());
                    }
                });
    }

    private void accepted(AttemptId id, Cursor at) {
        if (attempts.jobs().isGang(cooperation, id.job())) {
            attempts.move(id, AttemptState.READIED);
        } else {
            attempts.accepted(id, at);
        }
    }
}
