package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.tasks;

import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.round.Terms;

/** A member that does not read on is away: it gets no offers and loses no weight. */
class AwayTest {
    private static final long AWAY = 30_000;
    private final Lab lab =
            Lab.opened(Terms.DEFAULT.withAwayMillis(AWAY))
                    .joins("ada", cpus(4))
                    .joins("bob", cpus(4));

    @Test
    void without_tasks_nobody_is_away() {
        lab.passes(10 * AWAY);
        assertThat(lab.member("ada").state).isEqualTo(MemberState.ACTIVE);
    }

    @Test
    void offers_unseen_go_to_others_at_once_and_cost_nothing() {
        lab.says("olga", aJobOf(4).command());
        lab.ledger.advance(AWAY);
        lab.reads("bob");
        assertThat(lab.events())
                .startsWith(
                        new Event.Away(1),
                        new Event.Returned(FIRST, tasks("0-1"), 1),
                        new Event.Away(2));
        assertThat(lab.member("ada").state).isEqualTo(MemberState.AWAY);
        assertThat(lab.member("bob").state).as("he is back").isEqualTo(MemberState.ACTIVE);
        assertThat(lab.holding("bob")).isEqualTo(4);
        assertThat(lab.weight("ada")).isEqualTo(1_000);
    }

    @Test
    void offers_seen_stay_and_cost_when_they_expire() {
        lab.says("olga", aJobOf(4).command());
        lab.reads("ada", "bob");
        lab.passes(AWAY);
        assertThat(lab.member("ada").state).isEqualTo(MemberState.AWAY);
        assertThat(lab.holding("ada")).isEqualTo(2);
        lab.passes(60_000 - AWAY);
        assertThat(lab.weight("ada")).isEqualTo(1_000 - 2 * 60);
    }

    @Test
    void reading_on_keeps_a_member_here() {
        lab.says("olga", aJobOf(4).command());
        lab.says("ada", accept(FIRST, "0-1"));
        for (int i = 0; i < 10; i++) {
            lab.ledger.advance(AWAY - 1);
            lab.reads("ada");
        }
        assertThat(lab.chronicle().all(Event.Away.class)).doesNotContain(new Event.Away(1));
    }

    @Test
    void repeating_an_old_position_does_not() {
        lab.says("olga", aJobOf(4).command());
        lab.reads("ada");
        lab.tick();
        long read = lab.member("ada").seen;
        for (int i = 0; i < 3; i++) {
            lab.ledger.advance(AWAY / 2);
            lab.submits(lab.message("ada").seen(read).signed());
        }
        assertThat(lab.member("ada").state).isEqualTo(MemberState.AWAY);
    }

    @Test
    void who_reads_on_is_back_and_gets_offers_again() {
        lab.says("olga", aJobOf(16).command());
        lab.says("ada", accept(FIRST, "0-3"));
        lab.passes(AWAY);
        assertThat(lab.member("ada").state).isEqualTo(MemberState.AWAY);
        lab.submits(lab.message("ada", complete(FIRST, "0-3")).seen(0).signed());
        assertThat(lab.holding("ada")).as("no offers while away").isZero();
        lab.reads("ada");
        assertThat(lab.events()).startsWith(new Event.Back(1));
        assertThat(lab.holding("ada")).isEqualTo(4);
    }

    @Test
    void who_claims_to_have_read_the_future_has_read_the_present() {
        lab.says("olga", aJobOf(1).command());
        long version = lab.version();
        lab.submits(lab.message("ada").seen(Long.MAX_VALUE).signed());
        assertThat(lab.member("ada").seen).isEqualTo(version);
    }
}
