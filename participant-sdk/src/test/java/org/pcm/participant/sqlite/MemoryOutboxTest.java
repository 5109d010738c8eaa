package org.pcm.participant.sqlite;

import org.pcm.participant.information.MemoryOutbox;
import org.pcm.participant.information.Outbox;

class MemoryOutboxTest extends OutboxContract {

    @Override
    Outbox open() {
        return new MemoryOutbox();
    }
}
