package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.join;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Participant;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.Voucher;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;

/** Who may enter the registry, and how a ledger is founded. */
class RegistryTest {
    private final Ledger ledger = Ledger.founded();
    private final Person ada = new Person("ada", Tier.HPC, new P256());

    private String registry(byte[] submission) {
        return Codes.of(ledger.submit(PageKeys.REGISTRY, submission)).get(0);
    }

    private String adaRegistersWith(String voucher) {
        ada.countFrom(PageKeys.REGISTRY, 0);
        return registry(ada.registers(voucher).signed());
    }

    private boolean adaIsRegistered() {
        return ledger.pages.committed(PageKeys.participant("ada")) != null;
    }

    private Participant registered(String name) {
        return Participant.read(
                Objects.requireNonNull(ledger.pages.committed(PageKeys.participant(name))));
    }

    @Test
    void whom_a_registrar_vouches_for_is_registered() {
        assertThat(registry(ada.registers(Ledger.ID, ledger.registrar).signed()))
                .isEqualTo("Applied[Done]");
        Participant participant = registered("ada");
        assertThat(participant.tier()).isEqualTo(Tier.HPC);
        assertThat(participant.keys().get(0).kid()).isEqualTo(ada.kid());
        assertThat(ledger.events())
                .containsExactly(
                        new Event.Registered(
                                "ada",
                                Tier.HPC,
                                ledger.founding.registrars().get(0).organisation(),
                                List.of("linux"),
                                ada.kid()));
    }

    @Test
    void the_same_registration_again_is_a_duplicate() {
        byte[] submission = ada.registers(Ledger.ID, ledger.registrar).signed();
        assertThat(Codes.of(ledger.submit(PageKeys.REGISTRY, submission, submission)))
                .containsExactlyInAnyOrder("Applied[Done]", "Duplicate");
        assertThat(registry(submission)).isEqualTo("Duplicate");
    }

    @Nested
    class Nobody_is_registered {
        @Test
        void by_the_word_of_somebody_who_is_no_registrar() {
            assertThat(adaRegistersWith(ada.voucher(Ledger.ID, new P256())))
                    .isEqualTo("BadVoucher");
            assertThat(adaIsRegistered()).isFalse();
        }

        @Test
        void by_a_voucher_for_another_ledger() {
            assertThat(adaRegistersWith(ada.voucher("other", ledger.registrar)))
                    .isEqualTo("BadVoucher");
        }

        @Test
        void by_a_voucher_for_another_name_tier_or_key() {
            for (Person other :
                    List.of(
                            new Person("bob", Tier.HPC, ada.signer),
                            new Person("ada", Tier.EDGE, ada.signer),
                            new Person("ada", Tier.HPC, new P256()))) {
                assertThat(adaRegistersWith(other.voucher(Ledger.ID, ledger.registrar)))
                        .isEqualTo("BadVoucher");
            }
            assertThat(adaIsRegistered()).isFalse();
        }

        @Test
        void by_a_voucher_whose_time_is_over() {
            Voucher old = new Voucher(Ledger.ID, "ada", Tier.HPC, ada.kid(), ledger.clock);
            assertThat(adaRegistersWith(Person.jws(ledger.registrar, old))).isEqualTo("BadVoucher");
            Voucher fresh = new Voucher(Ledger.ID, "ada", Tier.HPC, ada.kid(), ledger.clock + 1);
            assertThat(adaRegistersWith(Person.jws(ledger.registrar, fresh)))
                    .isEqualTo("Applied[Done]");
        }

        @Test
        void by_a_voucher_that_was_changed() {
            String voucher = ada.voucher(Ledger.ID, ledger.registrar);
            String[] parts = voucher.split("\\.", -1);
            String other = new Person("eve", Tier.HPC, ada.signer).voucher(Ledger.ID, ada.signer);
            String mixed = parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2];
            assertThat(adaRegistersWith(mixed)).isEqualTo("BadVoucher");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"alg\":\"none\",\"kid\":\"KID\",\"typ\":\"pcm-voucher\"}",
                    "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"pcm-token\"}",
                    "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"pcm-voucher\",\"x\":1}",
                    "{}"
                })
        void by_something_else_that_a_registrar_signed(String header) {
            Voucher voucher = new Voucher(Ledger.ID, "ada", Tier.HPC, ada.kid(), Person.FOREVER);
            String filled = header.replace("KID", ledger.registrar.kid());
            assertThat(adaRegistersWith(Person.jws(ledger.registrar, filled, voucher)))
                    .isEqualTo("BadVoucher");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "..", "a.b", "a.b.c.d", "e30.e30.AAAA"})
        void by_something_that_is_no_jws(String voucher) {
            assertThat(adaRegistersWith(voucher)).isEqualTo("BadVoucher");
        }

        @Test
        void under_a_name_that_is_taken() {
            ledger.registered("ada", Tier.HPC);
            assertThat(registry(ada.registers(Ledger.ID, ledger.registrar).signed()))
                    .isEqualTo("NameTaken");
            Person bob = new Person("bob", Tier.HPC, new P256());
            Person other = new Person("bob", Tier.HPC, new P256());
            assertThat(
                            Codes.of(
                                    ledger.submit(
                                            PageKeys.REGISTRY,
                                            bob.registers(Ledger.ID, ledger.registrar).signed(),
                                            other.registers(Ledger.ID, ledger.registrar).signed())))
                    .as("nor twice in one batch")
                    .containsExactlyInAnyOrder("Applied[Done]", "NameTaken");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Ada", "-ada", "a da", "ädä", "a.b"})
        void under_a_name_that_is_none(String name) {
            Person person = new Person(name, Tier.HPC, new P256());
            assertThat(registry(person.registers(Ledger.ID, ledger.registrar).signed()))
                    .isEqualTo("MalformedCommand");
        }

        @Test
        void without_showing_the_key() {
            byte[] noKey =
                    ada.says(
                                    PageKeys.REGISTRY,
                                    new Command.Register(
                                            "ada",
                                            Tier.HPC,
                                            List.of(),
                                            ada.voucher(Ledger.ID, ledger.registrar)))
                            .signed();
            assertThat(registry(noKey)).isEqualTo("UnknownKey");
        }

        @Test
        void with_a_key_that_is_not_the_signers() {
            Person eve = new Person("ada", Tier.HPC, new P256());
            byte[] stolen =
                    eve.registers(ada.voucher(Ledger.ID, ledger.registrar))
                            .inTheNameOf(ada.kid())
                            .signed();
            assertThat(registry(stolen)).isEqualTo("UnknownKey");
        }

        @Test
        void by_a_forged_submission_or_a_late_one() {
            assertThat(registry(ada.registers(Ledger.ID, ledger.registrar).forged()))
                    .isEqualTo("BadSignature");
            ada.countFrom(PageKeys.REGISTRY, 0);
            Message late = ada.registers(Ledger.ID, ledger.registrar).until(ledger.clock);
            assertThat(registry(late.signed())).isEqualTo("Expired");
            assertThat(registry(ada.registers(Ledger.ID, ledger.registrar).signed()))
                    .as("a first submission has the number 1")
                    .isEqualTo("SequenceGap");
        }

        @Test
        void by_anything_but_one_register_command() {
            assertThat(registry(ada.message(PageKeys.REGISTRY, 1).withJwk().signed()))
                    .isEqualTo("UnknownKey");
            assertThat(registry(ada.message(PageKeys.REGISTRY, 1).withJwk().payload("{").signed()))
                    .isEqualTo("Malformed");
            assertThat(
                            registry(
                                    ada.message(PageKeys.REGISTRY, 1)
                                            .withJwk()
                                            .payload("[{\"do\":\"dance\"}]")
                                            .signed()))
                    .isEqualTo("UnknownCommand");
        }
    }

    @Nested
    class A_registered_key {
        private final Person bob = ledger.registered("bob", Tier.HPC);

        @Test
        void registers_no_second_time() {
            assertThat(registry(bob.registers(Ledger.ID, ledger.registrar).signed()))
                    .isEqualTo("Applied[AlreadyRegistered]");
        }

        @Test
        void has_nothing_else_to_say_here() {
            assertThat(registry(bob.says(PageKeys.REGISTRY, join(cpus(1))).signed()))
                    .isEqualTo("Applied[WrongLane]");
            assertThat(
                            registry(
                                    bob.says(PageKeys.REGISTRY)
                                            .payload("[{\"do\":\"dance\"}]")
                                            .signed()))
                    .isEqualTo("Applied[UnknownCommand]");
            assertThat(registry(bob.says(PageKeys.REGISTRY).payload("{").signed()))
                    .isEqualTo("MalformedPayload");
            assertThat(registered("bob").keys().get(0).next()).isEqualTo(5);
        }

        @Test
        void counts_in_the_registry_and_in_each_cooperation_by_itself() {
            registry(bob.says(PageKeys.REGISTRY).signed());
            assertThat(registered("bob").keys().get(0).next()).isEqualTo(3);
            byte[] opens =
                    bob.message("lab", 1).of(new Command.Open(Terms.DEFAULT, cpus(1))).signed();
            assertThat(Codes.of(ledger.submit("lab", opens))).containsExactly("Applied[Done]");
        }
    }

    @Nested
    class A_ledger {
        private final MemoryPages pages = new MemoryPages();
        private final Contract contract = new Contract(Seal.CHECK);

        private void found(byte[] json) {
            pages.beginBatch();
            contract.found(pages, json);
            pages.commit();
        }

        @Test
        void is_founded_once_and_for_all() {
            byte[] json = ledger.founding.toJson();
            found(json);
            found(json);
            assertThatThrownBy(() -> found(Person.founding(new P256()).toJson()))
                    .isInstanceOfSatisfying(
                            ContractException.class,
                            e -> assertThat(e.code()).isEqualTo("AlreadyFounded"));
            assertThat(pages.committed(PageKeys.LEDGER)).isEqualTo(json);
        }

        @Test
        void is_not_founded_with_nonsense() {
            assertThatThrownBy(() -> found(Text.utf8("{}")))
                    .isInstanceOfSatisfying(
                            ContractException.class,
                            e -> assertThat(e.code()).isEqualTo("BadFounding"));
        }

        @Test
        void does_nothing_before_it_is_founded() {
            assertThatThrownBy(() -> contract.submit(pages, new Batch("lab", 1, List.of())))
                    .isInstanceOfSatisfying(
                            ContractException.class,
                            e -> assertThat(e.code()).isEqualTo("NotFounded"));
        }
    }

    @Test
    void the_clock_of_the_registry_never_runs_back() {
        ledger.submit(PageKeys.REGISTRY);
        ledger.clock -= 10_000;
        ledger.submit(PageKeys.REGISTRY);
        assertThat(ledger.last().result().clock()).isEqualTo(Ledger.START);
        assertThat(ledger.last().result().version()).isEqualTo(2);
    }
}
