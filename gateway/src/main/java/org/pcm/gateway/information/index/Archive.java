package org.pcm.gateway.information.index;

import java.nio.ByteBuffer;
import java.util.List;

/** The tasks of closed jobs: they stay readable, but not in the heap. */
final class Archive {
    private static final int LONGS = TaskRow.BYTES / Long.BYTES;

    private final LongFile file;
    private long rows;

    Archive(Scratch scratch) {
        file = new LongFile(scratch);
    }

    /**
     * Appends rows.
     *
     * @return the number of the first one
     */
    long add(List<TaskRow> added) {
        long first = rows;
        for (TaskRow row : added) {
            ByteBuffer bytes = ByteBuffer.allocate(TaskRow.BYTES);
            row.write(bytes);
            for (int i = 0; i < LONGS; i++) {
                file.put(rows * LONGS + i, bytes.getLong(i * Long.BYTES));
            }
            rows++;
        }
        return first;
    }

    TaskRow row(long number) {
        ByteBuffer bytes = ByteBuffer.allocate(TaskRow.BYTES);
        for (int i = 0; i < LONGS; i++) {
            bytes.putLong(file.get(number * LONGS + i));
        }
        return TaskRow.read(bytes.flip());
    }
}
