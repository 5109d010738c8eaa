package org.pcm.gateway.information.content;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pcm.gateway.information.index.Assignments;
import org.pcm.gateway.information.index.Assignments.Joined;

/**
 * Who may read content: who put it; whom a task joins to somebody who put it. A digest on the
 * ledger alone gives nothing, because anybody can write one there: the job's owner must have put
 * what its task lists, and the holder what its result lists. Where members grab what waits, a
 * task's document, but not what it lists, is also for those who may grab it.
 */
public final class ContentAccess {
    private static final int KEPT_MAX = 65_536;
    private static final long KEPT_MILLIS = 60_000;

    private record Question(String reader, String sha256) {}

    private final ContentStore store;
    private final Assignments assignments;
    private final InstantSource clock;
    private final Map<Question, Long> allowed =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Question, Long> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    public ContentAccess(ContentStore store, Assignments assignments, InstantSource clock) {
        this.store = store;
        this.assignments = assignments;
        this.clock = clock;
    }

    /**
     * Whether the participant may read this content. A yes holds for a minute: a job's tasks often
     * share an input.
     */
    public boolean mayRead(String participant, String sha256) throws IOException {
        Question question = new Question(participant, sha256);
        synchronized (allowed) {
            Long until = allowed.get(question);
            if (until != null && until > clock.millis()) {
                return true;
            }
        }
        boolean may = decide(participant, sha256);
        if (may) {
            synchronized (allowed) {
                allowed.put(question, clock.millis() + KEPT_MILLIS);
            }
        }
        return may;
    }

    private boolean decide(String participant, String sha256) throws IOException {
        Set<String> documents = new LinkedHashSet<>();
        documents.add(sha256);
        documents.addAll(store.listings(sha256));
        Set<String> putters = store.putters(sha256);
        return reaches(participant, putters, documents)
                || assignments.announcers(participant, HexFormat.of().parseHex(sha256)).stream()
                        .anyMatch(owner -> reaches(owner, putters, documents));
    }

    /** Whether a chain of tasks leads from the reader to somebody who put the content. */
    private boolean reaches(String reader, Set<String> putters, Set<String> documents) {
        Set<String> seen = new HashSet<>(Set.of(reader));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            String one = open.pop();
            if (putters.contains(one)) {
                return true;
            }
            for (String document : documents) {
                sources(one, document).filter(seen::add).forEach(open::push);
            }
        }
        return false;
    }

    /** Who answers to the reader for what a document lists. */
    private Stream<String> sources(String reader, String document) {
        byte[] digest = HexFormat.of().parseHex(document);
        return Stream.concat(
                        assignments.holders(digest).stream(), assignments.owners(digest).stream())
                .filter(joined -> joined.reader().equals(reader))
                .map(Joined::source);
    }
}
