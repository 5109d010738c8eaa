package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.cpus;

import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.KeyProof;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.Voucher;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Govern;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.KeyCommand;

/** Rotation, revocation, a lost device, a second device: on a running cooperation. */
class KeysTest {
    private final Lab lab = Lab.opened().joins("ada", cpus(2)).joins("bob", cpus(2));
    private final Person ada = lab.person("ada");
    private final Signer second = new P256();

    private static String proof(String name, Signer key) {
        String signed =
                Hash.base64url(KeyProof.header(key.kid()))
                        + "."
                        + Hash.base64url(new KeyProof(Ledger.ID, name).toJson());
        return signed + "." + Hash.base64url(key.sign(Text.utf8(signed)));
    }

    private static Command adds(Signer key) {
        return new KeyCommand.AddKey(key.key(), proof("ada", key));
    }

    private String registry(Message message) {
        return Codes.of(lab.ledger.submit(PageKeys.REGISTRY, message.signed())).get(0);
    }

    /** The same person with another key. */
    private static Person with(Signer key) {
        return new Person("ada", Tier.HPC, key);
    }

    private String says(Person person, Command... commands) {
        return lab.submits(person.says(Lab.NAME, commands).seen(lab.version()).signed());
    }

    private Event added() {
        return new Event.KeyAdded("ada", second.kid(), Hash.base64url(second.key()));
    }

    private void addSecond() {
        assertThat(registry(ada.says(PageKeys.REGISTRY, adds(second)))).isEqualTo("Applied[Done]");
    }

    @Test
    void a_second_device_speaks_for_the_same_member_from_its_first_word_on() {
        addSecond();
        assertThat(lab.ledger.events()).containsExactly(added());
        lab.says("olga", aJobOf(4).command());
        String offered = lab.task(FIRST, 0).holder == 1 ? "0-1" : "2-3";
        Person phone = with(second);
        assertThat(says(phone, accept(FIRST, offered))).isEqualTo("Applied[Done]");
        assertThat(lab.events(Event.KeysChanged.class)).hasSize(1);
        assertThat(lab.member("ada").running).isEqualTo(2);
        assertThat(lab.says("ada", Words.complete(FIRST, offered)))
                .as("the first device goes on")
                .isEqualTo("Applied[Done]");
        assertThat(says(phone)).isEqualTo("Applied[]");
        lab.ledger.replayEqualsLive();
    }

    @Test
    void rotation_adds_a_key_and_revokes_the_old_one() {
        addSecond();
        Command revoke = new KeyCommand.RevokeKey(ada.kid());
        Person rotated = with(second);
        assertThat(registry(rotated.says(PageKeys.REGISTRY, revoke))).isEqualTo("Applied[Done]");
        assertThat(registry(ada.says(PageKeys.REGISTRY))).isEqualTo("KeyRevoked");
        assertThat(says(rotated)).isEqualTo("Applied[]");
        assertThat(lab.says("ada")).as("no longer known").isEqualTo("KeyRevoked");
    }

    @Test
    void a_revocation_is_relayed_by_anybody() {
        addSecond();
        registry(with(second).says(PageKeys.REGISTRY, new KeyCommand.RevokeKey(ada.kid())));
        assertThat(lab.says("ada")).as("nobody has relayed it yet").isEqualTo("Applied[]");
        assertThat(lab.says("bob", new Govern.Keys(1))).isEqualTo("Applied[Done]");
        assertThat(lab.says("ada")).isEqualTo("KeyRevoked");
        assertThat(lab.says("bob", new Govern.Keys(9))).isEqualTo("Applied[NoSuchMember]");
        assertThat(lab.says("bob", new Govern.Keys(1))).as("again").isEqualTo("Applied[Done]");
        assertThat(lab.events(Event.KeysChanged.class)).isEmpty();
    }

    @Test
    void a_lost_only_device_is_replaced_by_the_registrars_word() {
        Person found = with(second);
        String voucher =
                Person.jws(
                        lab.ledger.registrar,
                        "{\"alg\":\"ES256\",\"kid\":\""
                                + lab.ledger.registrar.kid()
                                + "\",\"typ\":\""
                                + Voucher.RECOVERY
                                + "\"}",
                        new Voucher(Ledger.ID, "ada", Tier.HPC, second.kid(), Person.FOREVER));
        Message recovers =
                found.says(PageKeys.REGISTRY, new KeyCommand.Recover("ada", voucher)).withJwk();
        assertThat(registry(recovers)).isEqualTo("Applied[Done]");
        assertThat(lab.ledger.events())
                .containsExactly(new Event.KeyRevoked("ada", ada.kid()), added());
        assertThat(says(found)).isEqualTo("Applied[]");
        assertThat(lab.says("ada")).isEqualTo("KeyRevoked");
    }

    @Test
    void an_ordinary_voucher_recovers_nothing() {
        Person thief = with(second);
        String voucher = thief.voucher(Ledger.ID, lab.ledger.registrar);
        Message takes =
                thief.says(PageKeys.REGISTRY, new KeyCommand.Recover("ada", voucher)).withJwk();
        assertThat(registry(takes)).isEqualTo("BadVoucher");
    }

    @Test
    void nobody_takes_anothers_key() {
        Command takes = new KeyCommand.AddKey(lab.person("bob").signer.key(), "x");
        assertThat(registry(ada.says(PageKeys.REGISTRY, takes))).isEqualTo("Applied[KeyTaken]");
        Command unproved = new KeyCommand.AddKey(second.key(), proof("ada", new P256()));
        assertThat(registry(ada.says(PageKeys.REGISTRY, unproved))).isEqualTo("Applied[BadProof]");
        Command forBob = new KeyCommand.AddKey(second.key(), proof("bob", second));
        assertThat(registry(ada.says(PageKeys.REGISTRY, forBob))).isEqualTo("Applied[BadProof]");
    }

    @Test
    void a_revoked_key_never_comes_back() {
        addSecond();
        registry(ada.says(PageKeys.REGISTRY, new KeyCommand.RevokeKey(second.kid())));
        assertThat(registry(ada.says(PageKeys.REGISTRY, adds(second))))
                .isEqualTo("Applied[KeyTaken]");
        assertThat(says(with(second))).isEqualTo("KeyRevoked");
    }

    @Test
    void the_last_key_stays_and_there_are_at_most_eight() {
        assertThat(registry(ada.says(PageKeys.REGISTRY, new KeyCommand.RevokeKey(ada.kid()))))
                .isEqualTo("Applied[LastKey]");
        assertThat(registry(ada.says(PageKeys.REGISTRY, new KeyCommand.RevokeKey(second.kid()))))
                .isEqualTo("Applied[NoSuchKey]");
        for (int i = 1; i < 8; i++) {
            registry(ada.says(PageKeys.REGISTRY, adds(new P256())));
        }
        assertThat(registry(ada.says(PageKeys.REGISTRY, adds(second))))
                .isEqualTo("Applied[TooManyKeys]");
    }

    @Test
    void keys_are_changed_in_the_registry_only() {
        assertThat(lab.says("ada", adds(second))).isEqualTo("Applied[WrongLane]");
    }
}
