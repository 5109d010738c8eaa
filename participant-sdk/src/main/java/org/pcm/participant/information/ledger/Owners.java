package org.pcm.participant.information.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pcm.cooperation.event.Event;

/** Who submitted which job of one cooperation: members' names by number, jobs' owners. */
final class Owners {
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Long, Integer> jobs = new HashMap<>();

    void take(Event event) {
        switch (event) {
            case Event.Joined joined -> names.put(joined.member(), joined.name());
            case Event.JobSubmitted submitted -> jobs.put(submitted.job(), submitted.owner());
            case Event.JobClosed closed -> jobs.remove(closed.job());
            default -> {}
        }
    }

    Optional<String> of(long job) {
        return Optional.ofNullable(jobs.get(job)).map(names::get);
    }
}
