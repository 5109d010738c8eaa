package org.pcm.participant.control;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pcm.participant.json.JsonObject;

/**
 * When a site takes tasks ({@code OutsideHours}): while one of its windows is open and stays so, by
 * the task's estimate, until it is done. Windows that meet count as one.
 *
 * @param closed whole days on which no window is open
 */
record CalendarRule(ZoneId zone, List<Window> open, Set<LocalDate> closed, InstantSource clock)
        implements Rule {

    private static final String REASON = "OutsideHours";

    /**
     * Hours of some days.
     *
     * @param to exclusive; not after {@code from}: it ends on the next day
     */
    record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

        /** When the window that began on {@code day} ends, if one did and it is open at a time. */
        private Optional<ZonedDateTime> end(LocalDate day, ZonedDateTime at) {
            ZonedDateTime start = day.atTime(from).atZone(at.getZone());
            LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
            ZonedDateTime end = last.atTime(to).atZone(at.getZone());
            boolean open = days.contains(day.getDayOfWeek()) && !at.isBefore(start);
            return open && at.isBefore(end) ? Optional.of(end) : Optional.empty();
        }
    }

    @Override
    public Optional<String> against(Proposal proposal, Use use) {
        Instant now = clock.instant();
        Instant done = now.plus(Duration.ofMillis(proposal.task().kind().estimateMillis()));
        ZonedDateTime reached = now.atZone(zone);
        while (!reached.toInstant().isAfter(done)) {
            Optional<ZonedDateTime> end = openUntil(reached);
            if (end.isEmpty()) {
                return Optional.of(REASON);
            }
            reached = end.get();
        }
        return Optional.empty();
    }

    /** The latest end, on the next midnight at most, of the windows that are open at a time. */
    private Optional<ZonedDateTime> openUntil(ZonedDateTime at) {
        LocalDate today = at.toLocalDate();
        if (closed.contains(today)) {
            return Optional.empty();
        }
        ZonedDateTime midnight = today.plusDays(1).atStartOfDay(zone);
        return open.stream()
                .flatMap(window ->
                        List.of(today.minusDays(1), today).stream()
                                .flatMap(day -> window.end(day, at).stream()))
                .max(ZonedDateTime::compareTo)
                .map(end -> end.isAfter(midnight) ? midnight : end);
    }

    /**
     * {@code calendar}: {@code zone}, windows {@code open} ({@code days}, {@code from}, {@code
     * to}), days {@code closed}.
     */
    public static final class Provider implements RuleProvider {

        private static final int ABBREVIATION = 3;

        @Override
        public String name() {
            return "calendar";
        }

        @Override
        public Rule read(JsonObject settings) {
            List<Window> open = settings.objects("open").stream().map(Provider::window).toList();
            if (open.isEmpty()) {
                throw settings.wrong("open", "must have a window");
            }
            return new CalendarRule(
                    parsed(settings, "zone", settings.text("zone"), ZoneId::of),
                    open,
                    Set.copyOf(
                            settings.texts("closed").stream()
                                    .map(day -> parsed(settings, "closed", day, LocalDate::parse))
                                    .distinct()
                                    .toList()),
                    InstantSource.system());
        }

        private static Window window(JsonObject from) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            for (String day : from.texts("days")) {
                days.add(parsed(from, "days", day, Provider::day));
            }
            if (days.isEmpty()) {
                days.addAll(EnumSet.allOf(DayOfWeek.class));
            }
            Window window =
                    new Window(
                            days,
                            parsed(from, "from", from.text("from"), LocalTime::parse),
                            parsed(from, "to", from.text("to"), LocalTime::parse));
            from.end();
            return window;
        }

        private static DayOfWeek day(String text) {
            for (DayOfWeek day : DayOfWeek.values()) {
                if (day.name().substring(0, ABBREVIATION).equals(text.toUpperCase(Locale.ROOT))) {
                    return day;
                }
            }
            throw new IllegalArgumentException(text);
        }

        private interface Parse<T> {
            T parse(String text);
        }

        private static <T> T parsed(JsonObject from, String field, String text, Parse<T> parse) {
            try {
                return parse.parse(text);
            } catch (java.time.DateTimeException | IllegalArgumentException e) {
                throw from.wrong(
                        field,
                        "says "
                                + text
                                + "; zones are as Europe/Berlin, days MON to SUN, hours 18:30, dates"
                                + " 2026-12-24");
            }
        }
    }
}
