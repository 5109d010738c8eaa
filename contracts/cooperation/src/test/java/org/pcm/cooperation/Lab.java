package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.Task;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Head;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Outcome;

/**
 * The cooperation {@code lab} on a ledger of its own, opened by olga, an operator without
 * resources. Everybody has read everything before speaking, unless a test says otherwise.
 */
final class Lab {
    static final String NAME = "lab";

    final Ledger ledger;
    private final Map<String, Person> people = new TreeMap<>();

    private Lab(Ledger ledger) {
        this.ledger = ledger;
    }

    static Lab opened() {
        return opened(Terms.DEFAULT);
    }

    static Lab opened(Terms terms) {
        return opened(terms, Ledger.founded());
    }

    /** With {@link Seal}s for keys, where there is much to sign. */
    static Lab sealed(Terms terms) {
        return opened(terms, Ledger.sealed(1));
    }

    private static Lab opened(Terms terms, Ledger ledger) {
        Lab lab = new Lab(ledger);
        lab.knows("olga", Tier.OPERATOR);
        assertThat(lab.says("olga", new Command.Open(terms, Resources.NONE)))
                .isEqualTo("Applied[Done]");
        return lab;
    }

    /** Registers somebody who does not join. */
    Person knows(String name, Tier tier) {
        Person person = ledger.registered(name, tier);
        people.put(name, person);
        return person;
    }

    /** Registers somebody, who joins. */
    Lab joins(String name, Resources pledge) {
        knows(name, Tier.HPC);
        assertThat(says(name, new Command.Join(pledge))).isEqualTo("Applied[Done]");
        return this;
    }

    /** Registers a consumer, who joins and so may submit jobs. */
    Lab consumer(String name) {
        knows(name, Tier.CONSUMER);
        assertThat(says(name, new Command.Join(Resources.NONE))).isEqualTo("Applied[Done]");
        return this;
    }

    Person person(String name) {
        return Objects.requireNonNull(people.get(name));
    }

    /** The next submission of {@code name}, who has read everything. */
    Message message(String name, Command... commands) {
        return person(name).says(NAME, commands).seen(version());
    }

    /** Sends one submission in a batch of its own; its outcome. */
    String says(String name, Command... commands) {
        return submits(message(name, commands).signed());
    }

    /** Sends one submission in a batch of its own; its outcome. */
    String submits(byte[] submission) {
        return batch(submission).get(0);
    }

    /** Sends a batch; the outcomes. */
    List<String> batch(byte[]... submissions) {
        return Codes.of(outcomes(submissions));
    }

    List<Outcome> outcomes(byte[]... submissions) {
        return ledger.submit(NAME, Arrays.asList(submissions));
    }

    /** Each reads on, and says nothing else. */
    void reads(String... names) {
        for (String name : names) {
            assertThat(says(name)).isEqualTo("Applied[]");
        }
    }

    /** Lets time pass, and then an empty batch. */
    void passes(long millis) {
        ledger.advance(millis);
        tick();
    }

    void tick() {
        ledger.submit(NAME, List.of());
    }

    /** Ticks until nothing is unfinished. */
    void settles() {
        while (head().unfinished) {
            tick();
        }
    }

    Snapshot now() {
        return new Snapshot(ledger.pages, NAME);
    }

    Head head() {
        return now().head;
    }

    long version() {
        byte[] head = ledger.pages.committed(PageKeys.head(NAME));
        return head == null ? 0 : Head.read(head).version;
    }

    Member member(String name) {
        return now().member(name);
    }

    long weight(String name) {
        return member(name).weight.thousandths();
    }

    Job job(long number) {
        return now().job(number);
    }

    Task task(long job, int number) {
        return now().task(job, number);
    }

    /** Events of the last batch. */
    List<Event> events() {
        return ledger.events();
    }

    /** Events of one type in the last batch. */
    <E extends Event> List<E> events(Class<E> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    Chronicle chronicle() {
        return ledger.chronicle(NAME);
    }

    /** Tasks that {@code name} holds as offers or running, of one job. */
    int holding(String name) {
        Member member = member(name);
        return member.running + member.offers.values().stream().mapToInt(n -> n).sum();
    }
}
