package org.pcm.gateway.information.index;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.event.Planned;
import org.pcm.gateway.information.message.Batch;
import org.pcm.gateway.information.message.Placed;

/**
 * Whom the items of one batch (events, then outcomes) concern, worked out for all participants at
 * once: with a thousand streams, going through the batch for each of them was most of a gateway's
 * work. Whoever is a member, and of whom, is read when this is made, so it must be made behind the
 * view's lock.
 */
final class Audience {
    private final BitSet everybody = new BitSet();
    private final BitSet members = new BitSet();
    private final Map<String, BitSet> named = new HashMap<>();
    private final View view;
    private final Optional<LaneView> lane;

    private Audience(View view, Batch batch) {
        this.view = view;
        this.lane = view.find(batch.lane());
    }

    /** Goes through a batch that the view has taken in. */
    static Audience of(View view, Batch batch) {
        Audience audience = new Audience(view, batch);
        int item = 0;
        for (Event event : batch.events()) {
            audience.event(item++, event);
        }
        for (Placed outcome : batch.outcomes()) {
            audience.outcome(item++, outcome);
        }
        return audience;
    }

    /**
     * The items that concern a participant: its own, its jobs', what becomes of tasks it was asked
     * to run, where members grab what waits (P8), what governs the lane and its end.
     *
     * @param member whether it is a member of the lane's cooperation
     */
    BitSet of(String participant, boolean member) {
        BitSet items = new BitSet();
        items.or(everybody);
        if (member) {
            items.or(members);
        }
        BitSet own = named.get(participant);
        if (own != null) {
            items.or(own);
        }
        return items;
    }

    private void event(int item, Event event) {
        if (event instanceof Event.Opened
                || event instanceof Event.Closed
                || event instanceof Governed) {
            everybody.set(item);
        }
        switch (event) {
            case Event.Registered e -> add(item, e.name());
            case Event.KeyAdded e -> add(item, e.name());
            case Event.KeyRevoked e -> add(item, e.name());
            default -> lane.ifPresent(found -> inLane(item, event, found));
        }
    }

    private void inLane(int item, Event event, LaneView found) {
        if (event instanceof Event.OfMember e) {
            add(item, found.member(e.member()).name);
        }
        if (event instanceof Event.OfJob e) {
            JobView job = found.job(e.job());
            add(item, found.member(job.owner).name);
            if (namesNoHolder(event)) {
                job.asked().forEach(member -> add(item, found.member(member).name));
            }
            if (Board.isOpen(found) && e.letsTasksWait()) {
                members.set(item);
            }
        }
    }

    /** What happens to held tasks, in an event that does not say who holds them. */
    private static boolean namesNoHolder(Event event) {
        return event instanceof Planned.Started
                || event instanceof Planned.Disbanded
                || event instanceof Event.Cancelled;
    }

    private void outcome(int item, Placed outcome) {
        outcome.submission()
                .flatMap(submission -> view.registry.key(submission.header().kid()))
                .ifPresent(key -> add(item, key.participant()));
    }

    private void add(int item, String participant) {
        named.computeIfAbsent(participant, name -> new BitSet()).set(item);
    }
}
