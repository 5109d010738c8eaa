package org.pcm.cooperation;

import java.util.List;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandWriter;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.Header;
import org.pcm.cooperation.submission.Submission;

/** A submission in the making. What is not said is right: only what a test is about is stated. */
final class Message {
    private final Signer signer;
    private final String lane;
    private final long sequence;
    private String kid;
    private String ledger = Ledger.ID;
    private long until = Person.FOREVER;
    private long seen;
    private boolean jwk;
    private byte[] payload = Text.utf8("[]");

    Message(Signer signer, String lane, long sequence) {
        this.signer = signer;
        this.lane = lane;
        this.sequence = sequence;
        this.kid = signer.kid();
    }

    Message of(List<? extends Command> commands) {
        payload = CommandWriter.write(commands);
        return this;
    }

    Message of(Command... commands) {
        return of(List.of(commands));
    }

    Message payload(String json) {
        payload = Text.utf8(json);
        return this;
    }

    Message ledger(String id) {
        ledger = id;
        return this;
    }

    Message until(long millis) {
        until = millis;
        return this;
    }

    Message seen(long version) {
        seen = version;
        return this;
    }

    Message withJwk() {
        jwk = true;
        return this;
    }

    /** Names another key than the one that signs. */
    Message inTheNameOf(String otherKid) {
        kid = otherKid;
        return this;
    }

    Header header() {
        return new Header(kid, ledger, lane, sequence, until, seen, jwk ? signer.key() : null);
    }

    byte[] signed() {
        return signedUnder(Text.of(header().toJson()));
    }

    /** Signed under any header. */
    byte[] signedUnder(String header) {
        byte[] input = Text.utf8(Hash.base64url(Text.utf8(header)) + "." + Hash.base64url(payload));
        return Submission.compact(input, signer.sign(input));
    }

    /** With a signature that does not hold. */
    byte[] forged() {
        byte[] input = Submission.signingInput(header(), payload);
        byte[] signature = signer.sign(input);
        signature[40] ^= 1;
        return Submission.compact(input, signature);
    }
}
