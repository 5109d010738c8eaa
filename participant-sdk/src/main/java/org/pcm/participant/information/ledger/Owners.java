package org.pcm.participant.information.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.participant.information.JobOrigin;

/**
 * Who submitted which job of one cooperation, and which are gangs: members' names by number, jobs'
 * owners, also of jobs that are closed, since an offer may be looked at late.
 */
final class Owners {
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Long, Integer> jobs = new HashMap<>();
    private final Set<Long> gangs = new HashSet<>();

    void take(Event event) {
        switch (event) {
            case Event.Joined joined -> names.put(joined.member(), joined.name());
            case Event.JobSubmitted submitted -> jobs.put(submitted.job(), submitted.owner());
            case Planned.JobTraits traits when traits.traits().gang() -> gangs.add(traits.job());
            default -> {}
        }
    }

    Optional<JobOrigin> of(long job) {
        return Optional.ofNullable(jobs.get(job))
                .map(names::get)
                .map(name -> new JobOrigin(name, gangs.contains(job)));
    }
}
