package org.pcm.cooperation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.EventBatch;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.member.KeyState;
import org.pcm.cooperation.member.Participant;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.Voucher;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.page.Pages;
import org.pcm.cooperation.page.ReadOnce;
import org.pcm.cooperation.submission.BatchResult;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandReader;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Door;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.cooperation.submission.KeyCommand;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.ReadCommand;
import org.pcm.cooperation.submission.SignatureCheck;
import org.pcm.cooperation.submission.Submission;

/** One batch in the lane of the registry. */
final class RegistryLane {
    private final Pages pages;
    private final Founding founding;
    private final SignatureCheck signatures;
    private final TreeMap<String, Participant> changed = new TreeMap<>();
    private final TreeMap<String, String> newKeys = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private long clock;
    private byte[] chain = new byte[0];
    private final RegistryKeys keys;

    RegistryLane(Pages pages, Founding founding, SignatureCheck signatures) {
        this.pages = new ReadOnce(pages);
        this.founding = founding;
        this.signatures = signatures;
        this.keys =
                new RegistryKeys(
                        this.pages, founding.ledger(), signatures, changed, newKeys, events);
    }

    BatchEffect submit(Batch batch) {
        RegistryHead head = RegistryHead.read(pages.get(PageKeys.head(PageKeys.REGISTRY)));
        clock = Math.max(head.clock(), batch.timestampMillis());
        chain = head.chain();
        List<Outcome> outcomes = Door.each(batch.submissions(), head.chain(), this::hear);
        changed.forEach(
                (name, participant) -> pages.put(PageKeys.participant(name), participant.write()));
        newKeys.forEach(
                (kid, name) -> pages.put(PageKeys.key(kid), name.getBytes(StandardCharsets.UTF_8)));
        long version = head.version() + 1;
        RegistryHead next =
                new RegistryHead(
                        version,
                        clock,
                        chain,
                        head.participants()
                                + events.stream()
                                        .filter(Event.Registered.class::isInstance)
                                        .count());
        pages.put(PageKeys.head(PageKeys.REGISTRY), next.write());
        return new BatchEffect(
                new BatchResult(version, clock, outcomes),
                new EventBatch(PageKeys.REGISTRY, version, clock, events));
    }

    private Outcome hear(Submission submission) {
        Refusal address = Door.address(submission, founding.ledger(), PageKeys.REGISTRY);
        if (address != null) {
            return new Outcome.Refused(submission.id(), address);
        }
        Participant known = owner(submission.header().kid());
        return known == null ? stranger(submission) : participant(known, submission);
    }

    private @Nullable Participant owner(String kid) {
        String name = newKeys.get(kid);
        Participant participant =
                name == null ? Registry.participantWithKey(pages, kid) : changed.get(name);
        return participant == null ? null : changed.getOrDefault(participant.name(), participant);
    }

    /**
     * A key that the registry knows: it has nothing to register any more, but its words are
     * counted.
     */
    private Outcome participant(Participant participant, Submission submission) {
        if (!participant.hasKey(submission.header().kid())) {
            return new Outcome.Refused(
                    submission.id(), RefusalCode.KEY_REVOKED.because("the key has been revoked"));
        }
        KeyState key = participant.key(submission.header().kid());
        Refusal refusal = Door.credentials(submission, key, clock, signatures);
        if (refusal != null) {
            return new Outcome.Refused(submission.id(), refusal);
        }
        heard(participant, key, submission);
        try {
            return new Outcome.Applied(
                    submission.id(),
                    CommandReader.read(submission.payload()).stream()
                            .map(read -> apply(participant.name(), read))
                            .toList());
        } catch (JsonException e) {
            return new Outcome.Refused(
                    submission.id(),
                    RefusalCode.MALFORMED_PAYLOAD.because(String.valueOf(e.getMessage())));
        }
    }

    private void heard(Participant participant, KeyState key, Submission submission) {
        key.use(submission.id());
        changed.put(participant.name(), participant);
        var sha256 = Hash.sha256();
        sha256.update(chain);
        sha256.update(Hash.fromBase64url(submission.id()));
        chain = sha256.digest();
    }

    private CommandResult apply(String name, ReadCommand read) {
        return switch (read) {
            case ReadCommand.Unknown(Refusal refusal) -> new CommandResult.Refused(refusal);
            case ReadCommand.Known(Command.Register c) ->
                    new CommandResult.Refused(
                            RefusalCode.ALREADY_REGISTERED.because("the key is registered"));
            case ReadCommand.Known(KeyCommand c) -> change(name, c);
            case ReadCommand.Known(Command c) ->
                    new CommandResult.Refused(
                            RefusalCode.WRONG_LANE.because("the registry knows only register"));
        };
    }

    private CommandResult change(String name, KeyCommand command) {
        Participant now = Objects.requireNonNull(changed.get(name));
        Refusal refusal =
                switch (command) {
                    case KeyCommand.AddKey c -> keys.add(now, c);
                    case KeyCommand.RevokeKey c -> keys.revoke(now, c.kid());
                    case KeyCommand.Recover c ->
                            RefusalCode.ALREADY_REGISTERED.because("the key is registered");
                };
        return refusal == null ? CommandResult.OK : new CommandResult.Refused(refusal);
    }

    private Outcome stranger(Submission submission) {
        byte[] bytes = submission.header().key();
        if (bytes == null || !KeyBytes.kid(bytes).equals(submission.header().kid())) {
            return new Outcome.Refused(
                    submission.id(),
                    RefusalCode.UNKNOWN_KEY.because(
                            "a key that is not registered comes with its jwk, and kid is its thumbprint"));
        }
        KeyState key = KeyState.fresh(bytes);
        Refusal refusal = Door.credentials(submission, key, clock, signatures);
        if (refusal == null) {
            refusal = register(submission, key);
        }
        return refusal == null
                ? new Outcome.Applied(submission.id(), List.of(CommandResult.OK))
                : new Outcome.Refused(submission.id(), refusal);
    }

    private @Nullable Refusal register(Submission submission, KeyState key) {
        List<ReadCommand> commands;
        try {
            commands = CommandReader.read(submission.payload());
        } catch (JsonException e) {
            return RefusalCode.MALFORMED.because(String.valueOf(e.getMessage()));
        }
        if (commands.size() == 1
                && commands.get(0) instanceof ReadCommand.Unknown(Refusal refusal)) {
            return refusal;
        }
        if (commands.size() == 1
                && commands.get(0) instanceof ReadCommand.Known(KeyCommand.Recover recover)) {
            return recover(submission, recover, key);
        }
        if (commands.size() != 1
                || !(commands.get(0) instanceof ReadCommand.Known(Command.Register command))) {
            return RefusalCode.UNKNOWN_KEY.because(
                    "the first submission of a key is one register command");
        }
        if (changed.containsKey(command.name())
                || Registry.participant(pages, command.name()) != null) {
            return RefusalCode.NAME_TAKEN.because("there is a participant " + command.name());
        }
        try {
            Voucher.Signed signed = Voucher.check(command.voucher(), founding, signatures);
            Refusal refusal = suits(signed.voucher(), command.name(), command.tier(), key);
            return refusal == null
                    ? enter(submission, command, key, signed.registrar().organisation())
                    : refusal;
        } catch (JsonException e) {
            return RefusalCode.BAD_VOUCHER.because(String.valueOf(e.getMessage()));
        }
    }

    /** All keys are lost: the new one takes their place, by the registrar who vouched for them. */
    private @Nullable Refusal recover(
            Submission submission, KeyCommand.Recover command, KeyState key) {
        Participant now = changed.get(command.name());
        now = now == null ? Registry.participant(pages, command.name()) : now;
        if (now == null) {
            return RefusalCode.UNKNOWN_KEY.because("there is no participant " + command.name());
        }
        try {
            Voucher.Signed signed =
                    Voucher.check(command.voucher(), Voucher.RECOVERY, founding, signatures);
            Refusal refusal = suits(signed.voucher(), now.name(), now.tier(), key);
            if (refusal == null && !signed.registrar().organisation().equals(now.organisation())) {
                refusal =
                        RefusalCode.BAD_VOUCHER.because(
                                "only a registrar of " + now.organisation() + " can say so");
            }
            if (refusal == null) {
                Participant recovered = keys.recover(now, key);
                heard(recovered, key, submission);
            }
            return refusal;
        } catch (JsonException e) {
            return RefusalCode.BAD_VOUCHER.because(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Refusal suits(Voucher voucher, String name, Tier tier, KeyState key) {
        boolean suits =
                voucher.ledger().equals(founding.ledger())
                        && voucher.name().equals(name)
                        && voucher.tier() == tier
                        && voucher.kid().equals(key.kid());
        if (!suits) {
            return RefusalCode.BAD_VOUCHER.because(
                    "the voucher is for another ledger, name, tier or key");
        }
        return voucher.until() <= clock
                ? RefusalCode.BAD_VOUCHER.because("the voucher has expired")
                : null;
    }

    private @Nullable Refusal enter(
            Submission submission, Command.Register command, KeyState key, String organisation) {
        Participant participant =
                new Participant(
                        command.name(),
                        command.tier(),
                        organisation,
                        command.capabilities(),
                        List.of(key));
        newKeys.put(key.kid(), command.name());
        heard(participant, key, submission);
        events.add(
                new Event.Registered(
                        command.name(),
                        command.tier(),
                        organisation,
                        command.capabilities(),
                        key.kid()));
        return null;
    }
}
