package org.pcm.cooperation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.member.KeyState;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberKeys;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Membership;
import org.pcm.cooperation.member.Participant;
import org.pcm.cooperation.page.Pages;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandReader;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Door;
import org.pcm.cooperation.submission.Govern;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.ReadCommand;
import org.pcm.cooperation.submission.SignatureCheck;
import org.pcm.cooperation.submission.Submission;

/** Hears the submissions of one batch, one after the other: who speaks, and may it be heard. */
final class Hearing {
    private final Pages pages;
    private final Founding founding;
    private final SignatureCheck signatures;
    private final Batch batch;
    private final Budget budget = new Budget();
    private @Nullable Cooperation state;

    Hearing(
            Pages pages,
            Founding founding,
            SignatureCheck signatures,
            Batch batch,
            @Nullable Cooperation state) {
        this.pages = pages;
        this.founding = founding;
        this.signatures = signatures;
        this.batch = batch;
        this.state = state;
    }

    /** The cooperation, null while nobody has opened it. */
    @Nullable Cooperation state() {
        return state;
    }

    Outcome hear(Submission submission) {
        Refusal refusal = Door.address(submission, founding.ledger(), batch.lane());
        if (refusal == null && budget.isFull()) {
            refusal = Door.BATCH_FULL;
        }
        if (refusal != null) {
            return refused(submission, refusal);
        }
        Cooperation opened = state;
        if (opened != null) {
            Member member = opened.roster().withKey(submission.header().kid());
            if (member != null) {
                return member(opened, member, submission);
            }
        }
        return stranger(submission);
    }

    private Outcome member(Cooperation opened, Member member, Submission submission) {
        KeyState key = member.key(submission.header().kid());
        Refusal refusal = Door.credentials(submission, key, opened.head().clock, signatures);
        if (refusal != null) {
            return refused(submission, refusal);
        }
        List<ReadCommand> commands;
        try {
            commands = CommandReader.read(submission.payload());
        } catch (JsonException e) {
            count(opened, member, submission);
            return refused(
                    submission,
                    RefusalCode.MALFORMED_PAYLOAD.because(String.valueOf(e.getMessage())));
        }
        refusal = budget.grant(new Demand(commands, opened, member.offers.keySet()));
        if (refusal != null) {
            return refused(submission, refusal);
        }
        count(opened, member, submission);
        Commands speaker = new Commands(opened, member, founding.clockErrorMillis());
        return new Outcome.Applied(submission.id(), commands.stream().map(speaker::apply).toList());
    }

    private static void count(Cooperation opened, Member member, Submission submission) {
        KeyState key = member.key(submission.header().kid());
        opened.fold().heard(member, key, submission.id(), submission.header().seen());
        if (member.state == MemberState.AWAY && member.seenAt == opened.head().clock) {
            opened.emit(new Event.Back(member.number));
        }
    }

    /**
     * Somebody who is not in the roster: its first command must open or join, else nothing is
     * recorded.
     */
    private Outcome stranger(Submission submission) {
        String kid = submission.header().kid();
        Participant participant = Registry.participantWithKey(pages, kid);
        if (participant == null) {
            return refused(
                    submission,
                    RefusalCode.UNKNOWN_KEY.because("the key is in no registry and no roster"));
        }
        if (!participant.hasKey(kid)) {
            return refused(submission, RefusalCode.KEY_REVOKED.because("the key has been revoked"));
        }
        long clock = state == null ? batch.timestampMillis() : state.head().clock;
        Refusal refusal =
                Door.credentials(submission, participant.freshKey(kid), clock, signatures);
        if (refusal != null) {
            return refused(submission, refusal);
        }
        Member known = state == null ? null : state.roster().named(participant.name());
        if (state != null && known != null) {
            MemberKeys.refresh(state, known, participant);
            return member(state, known, submission);
        }
        return newcomer(participant, submission);
    }

    private Outcome newcomer(Participant participant, Submission submission) {
        List<ReadCommand> commands;
        try {
            commands = CommandReader.read(submission.payload());
        } catch (JsonException e) {
            return refused(
                    submission, RefusalCode.MALFORMED.because(String.valueOf(e.getMessage())));
        }
        Refusal refusal = budget.grant(new Demand(commands, state, Set.of()));
        if (refusal == null) {
            refusal = enter(participant, commands);
        }
        if (refusal != null || state == null) {
            return refused(submission, refusal == null ? absent() : refusal);
        }
        Member member = state.roster().all().getLast();
        count(state, member, submission);
        List<CommandResult> results = new ArrayList<>();
        results.add(CommandResult.OK);
        Commands speaker = new Commands(state, member, founding.clockErrorMillis());
        commands.stream().skip(1).forEach(command -> results.add(speaker.apply(command)));
        return new Outcome.Applied(submission.id(), results);
    }

    private @Nullable Refusal enter(Participant participant, List<ReadCommand> commands) {
        ReadCommand first = commands.isEmpty() ? null : commands.get(0);
        if (first instanceof ReadCommand.Known(Command.Open open)) {
            return open(participant, open);
        }
        if (first instanceof ReadCommand.Unknown(Refusal refusal)) {
            return refusal;
        }
        if (state == null) {
            return absent();
        }
        if (state.terms().whole() && first instanceof ReadCommand.Known(Govern.Decline c)) {
            return Membership.declineCall(state, participant);
        }
        return first instanceof ReadCommand.Known(Command.Join join)
                ? Membership.join(state, participant, join)
                : RefusalCode.NOT_MEMBER.because(participant.name() + " is no member");
    }

    private @Nullable Refusal open(Participant participant, Command.Open command) {
        if (state != null) {
            return RefusalCode.COOPERATION_EXISTS.because(batch.lane() + " has been opened");
        }
        Cooperation fresh = Cooperation.unopened(pages, batch.lane());
        fresh.fold().clockMoved(batch.timestampMillis());
        Refusal refusal = Membership.open(fresh, participant, command, founding.clockErrorMillis());
        state = refusal == null ? fresh : null;
        return refusal;
    }

    private Refusal absent() {
        return RefusalCode.NO_SUCH_COOPERATION.because("nobody has opened " + batch.lane());
    }

    private static Outcome refused(Submission submission, Refusal refusal) {
        return new Outcome.Refused(submission.id(), refusal);
    }
}
