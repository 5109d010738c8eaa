package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.pledge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.CommandReader;
import org.pcm.cooperation.submission.Door;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.Submission;

/** What every submission must pass, and that what does not pass harms nothing else in its batch. */
class DoorTest {
    private final Lab lab = Lab.opened().joins("ada", cpus(4)).joins("bob", cpus(4));

    /** Sends {@code bad} between two good submissions of others; its outcome. */
    private String amongGoodOnes(byte[] bad) {
        List<String> outcomes =
                lab.batch(
                        lab.message("olga").signed(),
                        bad,
                        lab.message("bob", pledge(cpus(5))).signed());
        assertThat(outcomes.get(0)).isEqualTo("Applied[]");
        assertThat(outcomes.get(2)).isEqualTo("Applied[Done]");
        return outcomes.get(1);
    }

    private Message adaSays(long sequence) {
        return lab.person("ada").message(Lab.NAME, sequence).of(pledge(cpus(6)));
    }

    private long adaHasSaid() {
        return lab.member("ada").keys.get(0).next() - 1;
    }

    private void nothingOfAdaHappened() {
        assertThat(adaHasSaid()).isEqualTo(1);
        assertThat(lab.member("ada").pledge).isEqualTo(cpus(4));
    }

    @Nested
    class A_submission_is_refused_and_uses_no_number {
        @Test
        void when_its_signature_is_forged() {
            assertThat(amongGoodOnes(adaSays(2).forged())).isEqualTo("BadSignature");
            nothingOfAdaHappened();
        }

        @Test
        void when_somebody_else_signs_in_her_name() {
            byte[] impostor =
                    lab.person("bob")
                            .message(Lab.NAME, 2)
                            .of(pledge(cpus(1)))
                            .inTheNameOf(lab.person("ada").kid())
                            .signed();
            assertThat(amongGoodOnes(impostor)).isEqualTo("BadSignature");
            nothingOfAdaHappened();
        }

        @Test
        void when_its_number_was_used_by_other_bytes() {
            assertThat(amongGoodOnes(adaSays(1).signed())).isEqualTo("SequenceUsed");
            nothingOfAdaHappened();
        }

        @Test
        void when_it_skips_a_number() {
            assertThat(amongGoodOnes(adaSays(3).signed())).isEqualTo("SequenceGap");
            nothingOfAdaHappened();
        }

        @Test
        void when_it_is_for_another_cooperation() {
            byte[] elsewhere = lab.person("ada").message("other", 2).signed();
            assertThat(amongGoodOnes(elsewhere)).isEqualTo("WrongCooperation");
            nothingOfAdaHappened();
        }

        @Test
        void when_it_is_for_another_ledger() {
            assertThat(amongGoodOnes(adaSays(2).ledger("f".repeat(32)).signed()))
                    .isEqualTo("WrongLedger");
            nothingOfAdaHappened();
        }

        @Test
        void when_its_time_is_over() {
            assertThat(amongGoodOnes(adaSays(2).until(lab.ledger.clock).signed()))
                    .isEqualTo("Expired");
            nothingOfAdaHappened();
            assertThat(lab.submits(adaSays(2).until(lab.ledger.clock + 1).signed()))
                    .isEqualTo("Applied[Done]");
        }

        @Test
        void when_its_key_is_nobodys() {
            byte[] stranger = new P256Stranger().message();
            assertThat(amongGoodOnes(stranger)).isEqualTo("UnknownKey");
        }

        @Test
        void when_it_is_too_large() {
            byte[] large = new byte[Submission.MAX_CHARS + 1];
            assertThat(amongGoodOnes(large)).isEqualTo("TooLarge");
            assertThat(amongGoodOnes(new byte[Door.MAX_CHARS + 1]))
                    .as("and takes nobody's place in the batch")
                    .isEqualTo("TooLarge");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "nonsense",
                    "a.b",
                    "a.b.c.d",
                    "e30.W10.AAAA",
                    "e30=.W10.AAAA",
                    "\u0000.\u00ff.é",
                })
        void when_it_is_no_compact_jws(String text) {
            assertThat(amongGoodOnes(Text.utf8(text))).isEqualTo("Malformed");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[]",
                    "{}",
                    "{\"alg\":\"none\",KID,LEDGER,LANE,SEQUENCE,UNTIL,SEEN}",
                    "{\"alg\":\"ES256\",KID,LEDGER,LANE,SEQUENCE,UNTIL,SEEN,\"crit\":[\"b64\"]}",
                    "{\"alg\":\"ES256\",KID,LEDGER,LANE,\"sequence\":0,UNTIL,SEEN}",
                    "{\"alg\":\"ES256\",KID,LEDGER,LANE,\"sequence\":2.0,UNTIL,SEEN}",
                    "{\"alg\":\"ES256\",KID,LEDGER,LANE,\"sequence\":\"2\",UNTIL,SEEN}",
                    "{\"alg\":\"ES256\",KID,LEDGER,LANE,SEQUENCE,SEQUENCE,UNTIL,SEEN}",
                    "{\"alg\":\"ES256\",KID,LEDGER,LANE,SEQUENCE,\"until\":99999999999999999999,SEEN}",
                    "{\"alg\":\"ES256\",\"kid\":\"short\",LEDGER,LANE,SEQUENCE,UNTIL,SEEN}",
                    "{\"alg\":\"ES256\",\"kid\":\"\\ud800AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",LEDGER,LANE,SEQUENCE,UNTIL,SEEN}",
                    "{\"alg\":\"ES256\",KID,LEDGER,LANE,SEQUENCE,UNTIL,SEEN} {}",
                })
        void when_its_header_is_malformed(String header) {
            String filled =
                    header.replace("KID", "\"kid\":\"" + lab.person("ada").kid() + "\"")
                            .replace("LEDGER", "\"ledger\":\"" + Ledger.ID + "\"")
                            .replace("LANE", "\"cooperation\":\"lab\"")
                            .replace("SEQUENCE", "\"sequence\":2")
                            .replace("UNTIL", "\"until\":" + Person.FOREVER)
                            .replace("SEEN", "\"seen\":0");
            assertThat(amongGoodOnes(adaSays(2).signedUnder(filled))).isEqualTo("Malformed");
            nothingOfAdaHappened();
        }

        @Test
        void when_the_batch_holds_too_many() {
            List<byte[]> many =
                    new ArrayList<>(Collections.nCopies(Door.MAX_SUBMISSIONS, Text.utf8("junk")));
            many.add(adaSays(2).signed());
            List<String> outcomes = Codes.of(lab.ledger.submit(Lab.NAME, many));
            assertThat(outcomes.subList(0, Door.MAX_SUBMISSIONS)).containsOnly("Malformed");
            assertThat(outcomes.getLast()).isEqualTo("BatchFull");
            nothingOfAdaHappened();
        }

        @Test
        void when_the_batch_is_too_long() {
            byte[] long1 = new byte[Submission.MAX_CHARS];
            List<byte[]> many = new ArrayList<>(Collections.nCopies(16, long1));
            many.add(adaSays(2).signed());
            List<String> outcomes = Codes.of(lab.ledger.submit(Lab.NAME, many));
            assertThat(outcomes.subList(0, 16)).containsOnly("Malformed");
            assertThat(outcomes.getLast()).isEqualTo("BatchFull");
            nothingOfAdaHappened();
        }
    }

    /** Somebody whose key is in no registry. */
    private static final class P256Stranger {
        byte[] message() {
            return new Person("eve", Tier.HPC, new P256()).says(Lab.NAME).signed();
        }
    }

    @Nested
    class A_submission_that_names_too_much_for_the_batch {
        @Test
        void waits_for_the_next_batch_with_all_that_come_after_it() {
            Lab sealed = Lab.sealed(Terms.DEFAULT);
            List<byte[]> batch = new ArrayList<>();
            Person olga = sealed.person("olga");
            for (int i = 0; i < 40; i++) {
                batch.add(olga.says(Lab.NAME, aJobOf(1_024).command()).signed());
            }
            List<String> outcomes = Codes.of(sealed.ledger.submit(Lab.NAME, batch));
            int full = Door.MAX_TASKS / 1_024;
            assertThat(outcomes.subList(0, full)).containsOnly("Applied[Done]");
            assertThat(outcomes.subList(full, 40)).containsOnly("BatchFull");
            List<byte[]> rest = batch.subList(full, 40);
            assertThat(Codes.of(sealed.ledger.submit(Lab.NAME, rest)))
                    .containsOnly("Applied[Done]");
        }
    }

    @Nested
    class A_signed_payload_that_is_no_list_of_commands {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{}",
                    "[",
                    "[] []",
                    "[null]",
                    "[1.5]",
                    "[1e3]",
                    "[NaN]",
                    "[9223372036854775808]",
                    "[{\"do\":\"leave\",\"do\":\"leave\"}]",
                    "[[[[[[[[[1]]]]]]]]]",
                    "[{\"do\":\"\\ud800\"}]",
                    "[{\"\\udc00\":1}]",
                    "/* */[]",
                    "[\uD83D\uDE00]",
                    "[{\uD83D\uDE00}]",
                    "[\"a\"\uD83D\uDE00]",
                    "\uD83D\uDE00",
                })
        void is_refused_and_uses_its_number(String payload) {
            assertThat(amongGoodOnes(adaSays(2).payload(payload).signed()))
                    .isEqualTo("MalformedPayload");
            assertThat(adaHasSaid()).isEqualTo(2);
            assertThat(lab.submits(adaSays(3).signed())).isEqualTo("Applied[Done]");
        }

        @Test
        void or_one_of_too_many() {
            String commands = "{\"do\":\"leave\"},".repeat(CommandReader.MAX_COMMANDS);
            String payload = "[" + commands + "{\"do\":\"leave\"}]";
            assertThat(amongGoodOnes(adaSays(2).payload(payload).signed()))
                    .isEqualTo("MalformedPayload");
        }

        @Test
        void is_known_again() {
            byte[] submission = adaSays(2).payload("{}").signed();
            lab.submits(submission);
            assertThat(lab.submits(submission)).isEqualTo("Duplicate");
        }
    }

    @Nested
    class Commands_succeed_or_are_refused_one_by_one {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "7",
                    "[]",
                    "\"leave\"",
                    "{}",
                    "{\"do\":7}",
                    "{\"do\":\"leave\",\"why\":\"tired\"}",
                    "{\"do\":\"pledge\"}",
                    "{\"do\":\"pledge\",\"pledge\":{\"milliCpu\":-1,\"memoryMib\":0}}",
                    "{\"do\":\"accept\",\"job\":1,\"tasks\":\"3-1\"}",
                    "{\"do\":\"accept\",\"job\":1,\"tasks\":\"0-1,2\"}",
                    "{\"do\":\"accept\",\"job\":1,\"tasks\":\"00\"}",
                    "{\"do\":\"accept\",\"job\":1,\"tasks\":\"\"}",
                    "{\"do\":\"accept\",\"job\":1,\"tasks\":\"16384\"}",
                    "{\"do\":\"accept\",\"job\":1,\"tasks\":\"000000000000000000000000000000000000000\uD83D\uDE00\"}",
                    "{\"do\":\"accept\",\"job\":1,\"tasks\":\"0-1024\"}",
                    "{\"do\":\"accept\",\"job\":0,\"tasks\":\"0\"}",
                    "{\"do\":\"reject\",\"job\":1,\"tasks\":\"0\",\"reason\":\"too busy\"}",
                    "{\"do\":\"complete\",\"job\":1,\"tasks\":\"0\",\"results\":\"\"}",
                    "{\"do\":\"complete\",\"job\":1,\"tasks\":\"0\",\"results\":\"AA\"}",
                    "{\"do\":\"fail\",\"job\":1,\"tasks\":\"0\",\"reason\":\"\"}",
                    "{\"do\":\"submit\",\"name\":\"x\",\"kinds\":[],\"specs\":\"\"}",
                    "{\"do\":\"extend\",\"job\":1,\"specs\":\"\"}",
                })
        void one_of_the_wrong_shape_harms_no_other(String command) {
            String good = "{\"do\":\"pledge\",\"pledge\":{\"milliCpu\":7,\"memoryMib\":7}}";
            byte[] submission = adaSays(2).payload("[" + command + "," + good + "]").signed();
            assertThat(amongGoodOnes(submission)).isEqualTo("Applied[MalformedCommand, Done]");
            assertThat(lab.member("ada").pledge).isEqualTo(new Resources(7, 7, 0));
        }

        @Test
        void an_unknown_one_is_a_recorded_refusal() {
            assertThat(amongGoodOnes(adaSays(2).payload("[{\"do\":\"dance\"}]").signed()))
                    .isEqualTo("Applied[UnknownCommand]");
            assertThat(adaHasSaid()).as("its number is used").isEqualTo(2);
        }

        @Test
        void a_refusal_quotes_no_more_than_a_sentence_holds() {
            String command = "{\"do\":\"leave\",\"" + "x".repeat(40_000) + "\":1}";
            lab.submits(adaSays(2).payload("[" + command + "]").signed());
            assertThat(lab.ledger.last().result().toJson()).hasSizeLessThan(1_000);
        }

        @Test
        void one_of_another_lane_is_refused() {
            String register =
                    "[{\"do\":\"register\",\"name\":\"a\",\"tier\":\"HPC\",\"capabilities\":[],\"voucher\":\"\"}]";
            assertThat(lab.submits(adaSays(2).payload(register).signed()))
                    .isEqualTo("Applied[WrongLane]");
        }
    }

    @Nested
    class The_same_bytes_again {
        @Test
        void are_a_duplicate_and_change_nothing() {
            byte[] submission = adaSays(2).signed();
            assertThat(lab.submits(submission)).isEqualTo("Applied[Done]");
            assertThat(amongGoodOnes(submission)).isEqualTo("Duplicate");
            assertThat(adaHasSaid()).isEqualTo(2);
        }

        @Test
        void are_a_duplicate_within_one_batch() {
            byte[] submission = adaSays(2).signed();
            assertThat(lab.batch(submission, submission))
                    .containsExactlyInAnyOrder("Applied[Done]", "Duplicate");
        }

        @Test
        void are_known_by_what_was_signed_not_by_the_signature() {
            Message message = adaSays(2);
            byte[] one = message.signed();
            byte[] other = message.signed();
            assertThat(other).isNotEqualTo(one);
            lab.submits(one);
            assertThat(lab.submits(other)).isEqualTo("Duplicate");
        }

        @Test
        void are_a_duplicate_even_when_their_time_is_over() {
            byte[] submission = adaSays(2).until(lab.ledger.clock + 1).signed();
            lab.submits(submission);
            lab.ledger.advance(1_000);
            assertThat(lab.submits(submission)).isEqualTo("Duplicate");
        }
    }

    @Nested
    class The_order_of_a_batch {
        @Test
        void does_not_depend_on_the_order_of_its_arguments() {
            List<byte[]> submissions = new ArrayList<>();
            Lab crowd = lab;
            for (int i = 0; i < 10; i++) {
                crowd.joins("member-" + i, cpus(1));
            }
            for (int i = 0; i < 10; i++) {
                submissions.add(crowd.message("member-" + i, aJobOf(1).command()).signed());
                submissions.add(crowd.message("member-" + i, aJobOf(2).command()).signed());
            }
            List<Batch> before = List.copyOf(crowd.ledger.batches());
            List<List<Event>> told = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                List<byte[]> shuffled = new ArrayList<>(submissions);
                Collections.shuffle(shuffled, new Random(seed));
                Ledger same = crowd.ledger.copy(before);
                assertThat(Codes.of(same.submit(Lab.NAME, shuffled))).containsOnly("Applied[Done]");
                told.add(same.events());
            }
            assertThat(told).allMatch(events -> events.equals(told.get(0)));
        }

        @Test
        void is_by_key_then_sequence_so_that_nobody_overtakes_himself() {
            assertThat(lab.batch(adaSays(3).signed(), adaSays(2).signed()))
                    .containsExactly("Applied[Done]", "Applied[Done]");
        }
    }

    @Test
    void outcomes_stand_in_the_order_of_the_arguments() {
        byte[] one = adaSays(2).signed();
        byte[] two = lab.message("bob").signed();
        List<Outcome> outcomes = lab.outcomes(two, Text.utf8("x.y.z"), one);
        assertThat(outcomes.get(0).id()).isEqualTo(Submission.parse(two).id());
        assertThat(outcomes.get(2).id()).isEqualTo(Submission.parse(one).id());
    }

    @Test
    void a_lane_must_have_a_name() {
        assertThatThrownBy(() -> lab.ledger.submit("No Lane"))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("names no lane");
    }

    @Test
    void a_batch_for_a_cooperation_that_nobody_opened_writes_nothing() {
        Person ada = lab.person("ada");
        List<Outcome> outcomes = lab.ledger.submit("void", ada.says("void").signed());
        assertThat(Codes.of(outcomes)).containsExactly("NoSuchCooperation");
        assertThat(lab.ledger.pages.writes()).isZero();
    }
}
