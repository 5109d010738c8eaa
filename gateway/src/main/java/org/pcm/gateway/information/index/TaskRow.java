package org.pcm.gateway.information.index;

import java.nio.ByteBuffer;
import java.util.List;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskState;

/**
 * One task of a closed job, as the archive keeps it.
 *
 * @param spec its document's digest; zeros where it is not known
 * @param result its last result's digest; zeros where there is none
 */
record TaskRow(
        TaskState state,
        byte kind,
        byte attempts,
        byte offers,
        short member,
        short reason,
        Digests spec,
        Digests result) {
    /** Bytes of a row: whole longs. */
    static final int BYTES = 4 + 2 * Short.BYTES + 2 * Digests.LENGTH;

    private static final List<TaskState> STATES = List.of(TaskState.values());

    void write(ByteBuffer to) {
        to.put((byte) STATES.indexOf(state)).put(kind).put(attempts).put(offers);
        to.putShort(member).putShort(reason).put(spec.bytes()).put(result.bytes());
    }

    static TaskRow read(ByteBuffer from) {
        return new TaskRow(
                STATES.get(from.get()),
                from.get(),
                from.get(),
                from.get(),
                from.getShort(),
                from.getShort(),
                digest(from),
                digest(from));
    }

    private static Digests digest(ByteBuffer from) {
        byte[] digest = new byte[Digests.LENGTH];
        from.get(digest);
        return Digests.of(digest);
    }
}
