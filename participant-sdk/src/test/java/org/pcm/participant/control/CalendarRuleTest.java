package org.pcm.participant.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.control.CalendarRule.Window;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.resource.AttemptId;

/** Nights of working days and whole weekends, in a zone with summer time. */
class CalendarRuleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long HOUR_MILLIS = 3_600_000;
    private static final Use USE = new Use(Resources.NONE, Resources.NONE, 0);

    private static final List<Window> NIGHTS_AND_WEEKENDS =
            List.of(
                    new Window(
                            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                            LocalTime.of(18, 0),
                            LocalTime.of(8, 0)),
                    new Window(
                            EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                            LocalTime.MIDNIGHT,
                            LocalTime.MIDNIGHT));

    private static boolean takes(Instant now, long estimateMillis, LocalDate... closed) {
        Kind kind = new Kind(new Resources(1_000, 64, 0), estimateMillis, estimateMillis);
        Proposal proposal =
                new Proposal(
                        new AttemptId("lab", 1, 0, 5),
                        "alice",
                        new TaskDocument(
                                List.of("true"), "", Map.of(), List.of(), List.of(), kind));
        return new CalendarRule(
                        BERLIN, NIGHTS_AND_WEEKENDS, Set.of(closed), InstantSource.fixed(now))
                .against(proposal, USE)
                .isEmpty();
    }

    private static Instant at(String local) {
        return ZonedDateTime.of(java.time.LocalDateTime.parse(local), BERLIN).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T17:59, 1, false, Monday afternoon",
        "2026-11-23T18:00, 1, true, Monday evening",
        "2026-11-24T07:00, 1, false, done as the window ends is done too late",
        "2026-11-24T06:59, 1, true, done a minute before",
        "2026-11-24T08:00, 1, false, the end is not within",
        "2026-11-27T20:00, 51, true, Friday's night and the weekend meet",
        "2026-11-27T20:00, 52, false, but Monday begins closed",
        "2026-03-29T00:30, 23, false, the day on which summer time begins has 23 hours",
        "2026-03-29T00:30, 22, true, and these are within it",
    })
    void a_task_is_taken_while_a_window_is_open_until_it_is_done(
            String now, long hours, boolean taken, String why) {
        assertThat(takes(at(now), hours * HOUR_MILLIS)).as(why).isEqualTo(taken);
    }

    @Test
    void nothing_is_taken_on_a_closed_day_nor_into_one() {
        LocalDate saturday = LocalDate.of(2026, 11, 28);
        assertThat(takes(at("2026-11-28T10:00"), HOUR_MILLIS, saturday)).isFalse();
        assertThat(takes(at("2026-11-27T22:00"), HOUR_MILLIS, saturday)).isTrue();
        assertThat(takes(at("2026-11-27T22:00"), 3 * HOUR_MILLIS, saturday)).isFalse();
    }
}
