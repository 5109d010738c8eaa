package org.pcm.cooperation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.EventBatch;
import org.pcm.cooperation.job.Answering;
import org.pcm.cooperation.job.Dispatch;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.Submitting;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.member.KeyState;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Membership;
import org.pcm.cooperation.member.Participant;
import org.pcm.cooperation.page.Pages;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.CooperationState;
import org.pcm.cooperation.round.Head;
import org.pcm.cooperation.round.Timers;
import org.pcm.cooperation.submission.BatchResult;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandReader;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Door;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.ReadCommand;
import org.pcm.cooperation.submission.SignatureCheck;
import org.pcm.cooperation.submission.Submission;

/** One batch in the lane of a cooperation. */
final class CooperationLane {
    private final Pages pages;
    private final Founding founding;
    private final SignatureCheck signatures;
    private @Nullable Cooperation state;
    private int tasksNamed;

    CooperationLane(Pages pages, Founding founding, SignatureCheck signatures) {
        this.pages = pages;
        this.founding = founding;
        this.signatures = signatures;
    }

    BatchEffect submit(Batch batch) {
        state = Cooperation.read(pages, batch.lane());
        byte[] chain = state == null ? new Head().chain : state.head().chain;
        @Nullable Outcome[] outcomes = new Outcome[batch.submissions().size()];
        List<Door.Knock> knocks = Door.inOrder(batch.submissions(), chain, outcomes);
        boolean moreDue = state != null && begin(state, batch.timestampMillis());
        for (Door.Knock knock : knocks) {
            outcomes[knock.index()] = one(knock.submission(), batch);
        }
        List<Outcome> all = Arrays.stream(outcomes).map(CooperationLane::present).toList();
        Cooperation cooperation = state;
        if (cooperation == null) {
            return effect(batch.lane(), 0, batch.timestampMillis(), all, List.of());
        }
        end(cooperation, moreDue);
        Head head = cooperation.head();
        return effect(batch.lane(), head.version, head.clock, all, cooperation.events());
    }

    private static Outcome present(@Nullable Outcome outcome) {
        if (outcome == null) {
            throw new IllegalStateException("a submission without an outcome");
        }
        return outcome;
    }

    private static BatchEffect effect(
            String lane, long version, long clock, List<Outcome> outcomes, List<Event> events) {
        return new BatchEffect(
                new BatchResult(version, clock, outcomes),
                new EventBatch(lane, version, clock, events));
    }

    private static boolean begin(Cooperation cooperation, long timestampMillis) {
        cooperation.fold().clockMoved(timestampMillis);
        return Timers.fire(cooperation);
    }

    private static void end(Cooperation cooperation, boolean moreDue) {
        Membership.finishLeaving(cooperation);
        cooperation.closeWhatEnded();
        cooperation.summarise();
        Dispatch.Rest rest = Dispatch.run(cooperation);
        cooperation.summarise();
        cooperation
                .fold()
                .batchEnded(moreDue || rest.unfinished(), rest.from(), Timers.next(cooperation));
        cooperation.write();
    }

    private Outcome one(Submission submission, Batch batch) {
        Refusal address = Door.address(submission, founding.ledger(), batch.lane());
        if (address != null) {
            return new Outcome.Refused(submission.id(), address);
        }
        Member member = state == null ? null : state.roster().withKey(submission.header().kid());
        return member == null ? stranger(submission, batch) : known(member, submission);
    }

    private Outcome known(Member member, Submission submission) {
        Cooperation cooperation = opened();
        KeyState key =
                member.keys.stream()
                        .filter(k -> k.kid().equals(submission.header().kid()))
                        .findFirst()
                        .orElseThrow();
        Refusal refusal = Door.credentials(submission, key, cooperation.head().clock, signatures);
        if (refusal != null) {
            return new Outcome.Refused(submission.id(), refusal);
        }
        List<ReadCommand> commands;
        try {
            commands = CommandReader.read(submission.payload());
        } catch (JsonException e) {
            heard(member, key, submission);
            return new Outcome.Refused(
                    submission.id(),
                    RefusalCode.MALFORMED_PAYLOAD.because(String.valueOf(e.getMessage())));
        }
        if (!fits(commands)) {
            return full(submission);
        }
        heard(member, key, submission);
        return new Outcome.Applied(
                submission.id(), commands.stream().map(c -> apply(member, c)).toList());
    }

    private static Outcome full(Submission submission) {
        return new Outcome.Refused(
                submission.id(),
                RefusalCode.BATCH_FULL.because("the batch names too many tasks, send it again"));
    }

    private void heard(Member member, KeyState key, Submission submission) {
        Cooperation cooperation = opened();
        cooperation.fold().heard(member, key, submission.id(), submission.header().seen());
        if (member.state == MemberState.AWAY && member.seenAt == cooperation.head().clock) {
            cooperation.emit(new Event.Back(member.number));
        }
    }

    /**
     * Somebody who is not in the roster: its first command must open or join, else nothing is
     * recorded.
     */
    private Outcome stranger(Submission submission, Batch batch) {
        Participant participant = Registry.participantWithKey(pages, submission.header().kid());
        if (participant == null) {
            return new Outcome.Refused(
                    submission.id(),
                    RefusalCode.UNKNOWN_KEY.because("the key is in no registry and no roster"));
        }
        KeyState key =
                participant.freshKeys().stream()
                        .filter(k -> k.kid().equals(submission.header().kid()))
                        .findFirst()
                        .orElseThrow();
        long clock = state == null ? batch.timestampMillis() : state.head().clock;
        Refusal refusal = Door.credentials(submission, key, clock, signatures);
        if (refusal != null) {
            return new Outcome.Refused(submission.id(), refusal);
        }
        List<ReadCommand> commands;
        try {
            commands = CommandReader.read(submission.payload());
        } catch (JsonException e) {
            return new Outcome.Refused(
                    submission.id(), RefusalCode.MALFORMED.because(String.valueOf(e.getMessage())));
        }
        if (!fits(commands)) {
            return full(submission);
        }
        refusal = enter(participant, commands, batch);
        if (refusal != null) {
            return new Outcome.Refused(submission.id(), refusal);
        }
        Member member = opened().roster().all().getLast();
        KeyState entered =
                member.keys.stream()
                        .filter(k -> k.kid().equals(key.kid()))
                        .findFirst()
                        .orElseThrow();
        heard(member, entered, submission);
        List<CommandResult> results = new ArrayList<>();
        results.add(CommandResult.OK);
        commands.stream().skip(1).forEach(command -> results.add(apply(member, command)));
        return new Outcome.Applied(submission.id(), results);
    }

    private @Nullable Refusal enter(
            Participant participant, List<ReadCommand> commands, Batch batch) {
        ReadCommand first = commands.isEmpty() ? null : commands.get(0);
        if (first instanceof ReadCommand.Known(Command.Open open)) {
            return open(participant, open, batch);
        }
        if (first instanceof ReadCommand.Known(Command.Join join)) {
            return state == null
                    ? absent(batch)
                    : Membership.join(state, participant, join.pledge());
        }
        if (first instanceof ReadCommand.Unknown(Refusal refusal)) {
            return refusal;
        }
        return state == null
                ? absent(batch)
                : RefusalCode.NOT_MEMBER.because(participant.name() + " is no member");
    }

    private static Refusal absent(Batch batch) {
        return RefusalCode.NO_SUCH_COOPERATION.because("nobody has opened " + batch.lane());
    }

    private @Nullable Refusal open(Participant participant, Command.Open command, Batch batch) {
        if (state != null) {
            return RefusalCode.COOPERATION_EXISTS.because(batch.lane() + " has been opened");
        }
        Cooperation fresh = Cooperation.unopened(pages, batch.lane());
        fresh.fold().clockMoved(batch.timestampMillis());
        Refusal refusal = Membership.open(fresh, participant, command, founding.clockErrorMillis());
        if (refusal == null) {
            state = fresh;
        }
        return refusal;
    }

    private boolean fits(List<ReadCommand> commands) {
        int named = 0;
        for (ReadCommand command : commands) {
            if (command instanceof ReadCommand.Known known) {
                named += tasksNamed(known.command());
            }
        }
        if (tasksNamed > 0 && tasksNamed + named > Door.MAX_TASKS) {
            return false;
        }
        tasksNamed += named;
        return true;
    }

    private static int tasksNamed(Command command) {
        return switch (command) {
            case Command.Submit c -> c.specs().count();
            case Command.Extend c -> c.specs().count();
            case Command.Accept c -> c.tasks().size();
            case Command.Reject c -> c.tasks().size();
            case Command.Complete c -> c.tasks().size();
            case Command.Fail c -> c.tasks().size();
            case Command.Cancel c -> c.tasks() == null ? Job.MAX_TASKS : c.tasks().size();
            case Command.Register c -> 1;
            case Command.Open c -> 1;
            case Command.Join c -> 1;
            case Command.Pledge c -> 1;
            case Command.Leave c -> 1;
            case Command.Close c -> 1;
        };
    }

    private Cooperation opened() {
        if (state == null) {
            throw new IllegalStateException("nobody has opened the cooperation");
        }
        return state;
    }

    private CommandResult apply(Member member, ReadCommand read) {
        return switch (read) {
            case ReadCommand.Unknown(Refusal refusal) -> new CommandResult.Refused(refusal);
            case ReadCommand.Known(Command command) -> apply(member, command);
        };
    }

    private CommandResult apply(Member member, Command command) {
        Cooperation cooperation = opened();
        if (cooperation.head().state == CooperationState.CLOSED) {
            return refused(RefusalCode.COOPERATION_CLOSED, "the cooperation is closed");
        }
        if (member.state == MemberState.LEFT && !(command instanceof Command.Join)) {
            return refused(RefusalCode.NOT_MEMBER, member.name + " has left");
        }
        return switch (command) {
            case Command.Register c ->
                    refused(RefusalCode.WRONG_LANE, "register belongs into the lane registry");
            case Command.Open c ->
                    refused(
                            RefusalCode.COOPERATION_EXISTS,
                            cooperation.name() + " has been opened");
            case Command.Join c -> Membership.rejoin(cooperation, member, c.pledge());
            case Command.Pledge c -> Membership.pledge(cooperation, member, c);
            case Command.Leave c -> Membership.leave(cooperation, member);
            case Command.Close c -> Membership.close(cooperation, member);
            case Command.Submit c -> new Submitting(cooperation, member).submit(c);
            case Command.Extend c -> new Submitting(cooperation, member).extend(c);
            case Command.Cancel c -> new Submitting(cooperation, member).cancel(c);
            case Command.Accept c -> new Answering(cooperation, member).accept(c);
            case Command.Reject c -> new Answering(cooperation, member).reject(c);
            case Command.Complete c -> new Answering(cooperation, member).complete(c);
            case Command.Fail c -> new Answering(cooperation, member).fail(c);
        };
    }

    private static CommandResult refused(RefusalCode code, String why) {
        return new CommandResult.Refused(code.because(why));
    }
}
