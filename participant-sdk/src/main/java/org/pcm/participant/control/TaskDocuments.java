package org.pcm.participant.control;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.json.InvalidDocument;

/**
 * Fetches task documents and remembers the latest: what was judged to be grabbed is not fetched
 * twice.
 */
public final class TaskDocuments {

    private static final int KEPT_MAX = 1_024;

    /** Larger ones are rare, and fetched again, so that all that is kept stays small. */
    private static final int KEPT_BYTES_MAX = 16 << 10;

    private final Content content;
    private final Map<Digest, Reading> kept =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Digest, Reading> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /** Documents out of {@code content}. */
    public TaskDocuments(Content content) {
        this.content = content;
    }

    /**
     * What came of reading a document.
     *
     * @param reason why there is none
     */
    record Reading(@Nullable TaskDocument document, String reason) {
        static final Reading LATER = new Reading(null, "DocumentMissing");

        boolean isLater() {
            return equals(LATER);
        }
    }

    /** Reads several at a time. */
    Map<Digest, Reading> read(Collection<Digest> specs) {
        Map<Digest, Reading> readings = new ConcurrentHashMap<>();
        List<Digest> distinct = List.copyOf(new LinkedHashSet<>(specs));
        Together.forEach(distinct, spec -> readings.put(spec, read(spec)));
        return readings;
    }

    private Reading read(Digest spec) {
        synchronized (kept) {
            Reading known = kept.get(spec);
            if (known != null) {
                return known;
            }
        }
        byte[] bytes;
        try {
            bytes = content.get(spec);
        } catch (PcmException.Refused | PcmException.Unreachable | PcmException.Corrupted e) {
            return Reading.LATER;
        }
        Reading reading = parse(bytes);
        if (bytes.length <= KEPT_BYTES_MAX) {
            synchronized (kept) {
                kept.put(spec, reading);
            }
        }
        return reading;
    }

    private static Reading parse(byte[] bytes) {
        try {
            return new Reading(TaskDocument.read(bytes), "");
        } catch (InvalidDocument e) {
            return new Reading(null, "DocumentInvalid");
        }
    }
}
