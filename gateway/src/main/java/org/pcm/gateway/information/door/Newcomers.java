package org.pcm.gateway.information.door;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.member.Voucher;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandReader;
import org.pcm.cooperation.submission.Govern;
import org.pcm.cooperation.submission.KeyCommand;
import org.pcm.cooperation.submission.ReadCommand;
import org.pcm.cooperation.submission.Submission;
import org.pcm.gateway.information.signature.Checks;

/**
 * What somebody says first in a lane: a key that nobody knows must register with a good voucher,
 * and who is no member must open or join. The contract refuses anything else and uses no sequence
 * for it, so without this look anybody could fill the ledger.
 */
final class Newcomers {
    private Newcomers() {}

    /**
     * Why a key that is not registered stays outside with this submission; null when it may enter.
     */
    static @Nullable DoorAnswer registering(
            Submission submission, Founding founding, long nowMillis) {
        String kid = submission.header().kid();
        Command first = first(submission);
        if (first instanceof Command.Register c) {
            return vouched(c.name(), c.voucher(), Voucher.TYPE, kid, founding, nowMillis);
        }
        return first instanceof KeyCommand.Recover c
                ? vouched(c.name(), c.voucher(), Voucher.RECOVERY, kid, founding, nowMillis)
                : DoorCode.UNKNOWN_KEY.because("the key " + kid + " is not registered");
    }

    private static @Nullable DoorAnswer vouched(
            String name, String jws, String type, String kid, Founding founding, long nowMillis) {
        try {
            Voucher voucher = Voucher.check(jws, type, founding, Checks.ES256).voucher();
            boolean fits =
                    voucher.kid().equals(kid)
                            && voucher.name().equals(name)
                            && voucher.until() > nowMillis;
            return fits
                    ? null
                    : DoorCode.BAD_VOUCHER.because(
                            "the voucher is for another key or name, or has expired");
        } catch (JsonException e) {
            return DoorCode.BAD_VOUCHER.because(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Why a key's first submission to a cooperation stays outside; null when it may enter.
     *
     * @param isOpened whether there is such a cooperation
     */
    static @Nullable DoorAnswer entering(Submission submission, Predicate<String> isOpened) {
        Command first = first(submission);
        if (first instanceof Command.Open) {
            return null;
        }
        if (!(first instanceof Command.Join || first instanceof Govern.Decline)) {
            return DoorCode.NOT_MEMBER.because("who is no member must open or join first");
        }
        String cooperation = submission.header().cooperation();
        return isOpened.test(cooperation)
                ? null
                : DoorCode.NO_SUCH_COOPERATION.because("nobody has opened " + cooperation);
    }

    private static @Nullable Command first(Submission submission) {
        try {
            List<ReadCommand> commands = CommandReader.read(submission.payload());
            return !commands.isEmpty()
                            && commands.getFirst() instanceof ReadCommand.Known(Command command)
                    ? command
                    : null;
        } catch (JsonException e) {
            return null;
        }
    }
}
