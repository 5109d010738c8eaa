package org.pcm.cooperation.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Roster;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/** Somebody waits to be admitted (A10). Changed by the fold alone. */
public final class Application {
    /** What the registry said of the applicant. */
    public final String organisation;

    public final List<String> labels;

    /** Unless it is admitted by then, it is turned away. */
    public final long until;

    /** What members said, by their numbers: yes or no. */
    public final TreeMap<Integer, Boolean> votes = new TreeMap<>();

    public Application(String organisation, List<String> labels, long until) {
        this.organisation = organisation;
        this.labels = List.copyOf(labels);
        this.until = until;
    }

    /** How many who have a voice said {@code yes}. */
    public long count(Roster roster, boolean yes) {
        return roster.all().stream()
                .filter(Member::mayVote)
                .map(member -> votes.get(member.number))
                .filter(vote -> vote != null && vote == yes)
                .count();
    }

    void write(PageWriter to) {
        to.text(organisation).number(labels.size());
        labels.forEach(to::text);
        to.number(until).number(votes.size());
        votes.forEach((member, yes) -> to.number(member).flag(yes));
    }

    static Application read(PageReader from) {
        String organisation = from.text();
        int count = from.count();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(from.text());
        }
        Application application = new Application(organisation, labels, from.number());
        int votes = from.count();
        for (int i = 0; i < votes; i++) {
            application.votes.put(from.count(), from.flag());
        }
        return application;
    }
}
