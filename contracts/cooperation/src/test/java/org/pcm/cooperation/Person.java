package org.pcm.cooperation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.Voucher;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Hash;

/** Somebody with a name and a key, who counts its submissions in every lane. */
final class Person {
    static final long FOREVER = 4_000_000_000_000L;

    final String name;
    final Tier tier;
    final Signer signer;
    private final Map<String, Long> said = new TreeMap<>();

    Person(String name, Tier tier, Signer signer) {
        this.name = name;
        this.tier = tier;
        this.signer = signer;
    }

    String kid() {
        return signer.kid();
    }

    /** The next submission of this person in {@code lane}: its number counts as used. */
    Message says(String lane, Command... commands) {
        return message(lane, said.merge(lane, 1L, Long::sum)).of(List.of(commands));
    }

    /** A submission with any number. */
    Message message(String lane, long sequence) {
        return new Message(signer, lane, sequence);
    }

    /** Makes {@code used} the number used last. */
    void countFrom(String lane, long used) {
        said.put(lane, used);
    }

    /** A submission that registers this person, by the word of {@code registrar}. */
    Message registers(String ledger, Signer registrar) {
        return registers(voucher(ledger, registrar));
    }

    Message registers(String voucher) {
        return says(PageKeys.REGISTRY, new Command.Register(name, tier, List.of("linux"), voucher))
                .ledger(Ledger.ID)
                .withJwk();
    }

    String voucher(String ledger, Signer registrar) {
        return jws(registrar, new Voucher(ledger, name, tier, kid(), FOREVER));
    }

    static String jws(Signer registrar, Voucher voucher) {
        String header =
                "{\"alg\":\"ES256\",\"kid\":\"" + registrar.kid() + "\",\"typ\":\"pcm-voucher\"}";
        return jws(registrar, header, voucher);
    }

    static String jws(Signer registrar, String header, Voucher voucher) {
        String signed = Hash.base64url(Text.utf8(header)) + "." + Hash.base64url(voucher.toJson());
        return signed + "." + Hash.base64url(registrar.sign(Text.utf8(signed)));
    }

    /** The founding of a ledger on which the owners of {@code registrars} vouch. */
    static Founding founding(Signer... registrars) {
        return new Founding(
                Ledger.ID,
                5_000,
                Arrays.stream(registrars)
                        .map(r -> new Founding.Registrar("org-" + r.kid().substring(0, 4), r.key()))
                        .toList());
    }
}
