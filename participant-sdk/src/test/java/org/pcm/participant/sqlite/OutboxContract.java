package org.pcm.participant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.Outbox;
import org.pcm.participant.information.SignedSubmission;

/** What every outbox keeps. */
abstract class OutboxContract {

    static final LaneKey LANE = new LaneKey("ledger", "lab", "kid");

    private Outbox outbox;

    abstract Outbox open();

    @BeforeEach
    void openOutbox() {
        outbox = open();
    }

    static SignedSubmission next(Outbox outbox) {
        return outbox.next(
                LANE, () -> 7, number -> new SignedSubmission(LANE, number, "jws" + number));
    }

    @Test
    void numbers_go_on_after_the_ledgers_last_without_a_gap() {
        assertThat(next(outbox).sequence()).isEqualTo(8);
        assertThat(next(outbox).sequence()).isEqualTo(9);
    }

    @Test
    void what_is_not_settled_stays_byte_for_byte_in_order() {
        SignedSubmission first = next(outbox);
        SignedSubmission second = next(outbox);

        assertThat(outbox.open(LANE)).containsExactly(first, second);
        outbox.settle(first);
        assertThat(outbox.open(LANE)).containsExactly(second);
        assertThat(outbox.open(new LaneKey("ledger", "other", "kid"))).isEmpty();
    }

    @Test
    void a_number_that_was_not_used_is_given_out_again_unless_a_higher_one_was() {
        SignedSubmission first = next(outbox);
        outbox.release(first);
        assertThat(next(outbox).sequence()).isEqualTo(first.sequence());

        SignedSubmission higher = next(outbox);
        outbox.release(first);
        assertThat(next(outbox).sequence()).isEqualTo(higher.sequence() + 1);
    }

    @Test
    void a_submission_signed_anew_takes_the_place_of_the_old() {
        SignedSubmission old = next(outbox);
        SignedSubmission fresh = new SignedSubmission(LANE, old.sequence(), "fresh");

        outbox.replace(fresh);

        assertThat(outbox.open(LANE)).containsExactly(fresh);
    }

    @Test
    void what_cannot_be_signed_takes_no_number() {
        assertThatThrownBy(() ->
                        outbox.next(
                                LANE,
                                () -> 0,
                                number -> {
                                    throw new IllegalArgumentException("too large");
                                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(outbox.open(LANE)).isEmpty();
        outbox.skipTo(LANE, 20);
        assertThat(next(outbox).sequence()).isEqualTo(21);
    }
}
