package org.pcm.gateway;

import java.util.List;
import org.pcm.gateway.ReceivedEvents.Received;

/** What a lane's overall stream tells from its beginning. */
final class LaneLog {
    private final TestParticipant asker;
    private final String lane;

    LaneLog(TestParticipant asker, String lane) {
        this.asker = asker;
        this.lane = lane;
    }

    /** The data of the first {@code count} events of this name. */
    List<String> dataOf(String event, int count) throws Exception {
        int[] left = {count};
        try (ReceivedEvents events =
                new ReceivedEvents(asker.events("/v1/cooperations/" + lane + "/events"))) {
            return events.until(e -> e.event().equals(event) && --left[0] == 0).stream()
                    .filter(e -> e.event().equals(event))
                    .map(Received::data)
                    .toList();
        }
    }
}
