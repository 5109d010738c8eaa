package org.pcm.gateway.information.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.pcm.gateway.information.message.Answer;
import org.pcm.gateway.information.message.Batch;
import org.pcm.gateway.information.message.LaneHead;
import org.pcm.gateway.information.port.LedgerView;

/** What the door and the lanes ask of the index. */
public final class Lookup implements LedgerView {
    private final View view;
    private final BatchCache cache;
    private final BatchLog heights;

    Lookup(View view, BatchCache cache, BatchLog heights) {
        this.view = view;
        this.heights = heights;
        this.cache = cache;
    }

    /** The ledger's fixed facts; empty until its first block is here. */
    public Optional<LedgerFacts> facts() {
        return view.read(view::facts);
    }

    /** A registered key. */
    public Optional<KnownKey> key(String kid) {
        return view.read(() -> view.registry.key(kid));
    }

    /** Whether a key was somebody's and speaks for nobody any more. */
    public boolean isRevoked(String kid) {
        return view.read(() -> view.registry.isRevoked(kid));
    }

    @Override
    public long used(String lane, String kid) {
        return view.read(
                () -> view.find(lane).map(l -> l.sequences.getOrDefault(kid, 0L)).orElse(0L));
    }

    /** Whether the key's owner stands in the cooperation's roster. */
    public boolean isMember(String cooperation, String kid) {
        return view.read(() ->
                view.registry
                        .key(kid)
                        .flatMap(key ->
                                view.find(cooperation).flatMap(l -> l.member(key.participant())))
                        .isPresent());
    }

    /** Whether this lane can be followed: the registry, or a cooperation that was opened. */
    public boolean hasLane(String lane) {
        return view.read(() -> view.find(lane).filter(LaneView::isOpened).isPresent());
    }

    @Override
    public boolean await(long number, long millis) throws InterruptedException {
        return heights.await((int) number, millis);
    }

    @Override
    public List<String> lanes() {
        return view.read(() ->
                view.lanes.values().stream()
                        .filter(LaneView::isOpened)
                        .map(lane -> lane.name)
                        .toList());
    }

    @Override
    public LaneHead head(String lane) {
        return view.read(() -> view.find(lane).map(l -> l.head).orElse(LaneHead.NONE));
    }

    /** The submission's outcome that used its sequence. */
    public Optional<Answer> finalAnswer(String id) {
        return answer(id, true);
    }

    @Override
    public Optional<Answer> answer(String id) {
        return answer(id, false);
    }

    private Optional<Answer> answer(String id, boolean onlyFinal) {
        return view.read(() -> view.submissions.get(id))
                .filter(place -> place.isFinal() || !onlyFinal)
                .flatMap(place -> read(id, place));
    }

    private Optional<Answer> read(String id, SubmissionTable.Place place) {
        try {
            return cache.at(place.block(), place.transaction())
                    .flatMap(batch -> read(id, batch, place.outcome()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing where the table's short key met another submission's. */
    private static Optional<Answer> read(String id, Batch batch, int i) {
        return Optional.of(batch.answer(i)).filter(answer -> answer.outcome().id().equals(id));
    }
}
