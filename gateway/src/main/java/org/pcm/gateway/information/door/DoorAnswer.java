package org.pcm.gateway.information.door;

import org.pcm.gateway.information.message.Answer;

/** What the door says to a submission. */
public sealed interface DoorAnswer {
    /** It is safely queued, now or since earlier. */
    record Queued(String id, long receivedMillis) implements DoorAnswer {}

    /** The same bytes took effect earlier. */
    record Known(String id, Answer answer) implements DoorAnswer {}

    /** It stays outside; nothing happened. */
    record Refused(DoorCode code, String why) implements DoorAnswer {}
}
