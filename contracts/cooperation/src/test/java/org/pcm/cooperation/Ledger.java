package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.EventBatch;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.submission.BatchResult;
import org.pcm.cooperation.submission.Es256;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.SignatureCheck;

/**
 * A ledger in memory with a clock that only a test moves. After every batch it checks the named
 * {@link Invariants}, so that every test is a test of them too.
 */
final class Ledger {
    static final String ID = "0123456789abcdef0123456789abcdef";
    static final long START = 1_700_000_000_000L;

    final MemoryPages pages = new MemoryPages();
    final Founding founding;
    final Signer registrar;
    private final Supplier<Signer> keys;
    private final SignatureCheck signatures;
    private final Contract contract;
    private final List<Batch> batches = new ArrayList<>();
    private final List<byte[]> answers = new ArrayList<>();
    private final Map<String, Chronicle> chronicles = new TreeMap<>();
    private final Map<String, SecondModel> models = new TreeMap<>();
    private BatchEffect last =
            new BatchEffect(new BatchResult(0, 0, List.of()), new EventBatch("", 0, 0, List.of()));

    long clock = START;

    private Ledger(Supplier<Signer> keys, Signer registrar, SignatureCheck signatures) {
        this.keys = keys;
        this.registrar = registrar;
        this.signatures = signatures;
        this.contract = new Contract(signatures);
        this.founding = Person.founding(registrar);
        pages.beginBatch();
        contract.found(pages, founding.toJson());
        pages.commit();
    }

    /** A founded ledger with real signatures. */
    static Ledger founded() {
        return new Ledger(P256::new, new P256(), new Es256(P256.PROVIDER));
    }

    /** A founded ledger on which all keys are {@link Seal}s. */
    static Ledger sealed(long seed) {
        RandomGenerator random = new Random(seed);
        return new Ledger(() -> new Seal(random), new Seal(random), Seal.CHECK);
    }

    /** Somebody new, registered by the registrar's word. */
    Person registered(String name, Tier tier) {
        Person person = new Person(name, tier, keys.get());
        assertThat(Codes.of(submit(PageKeys.REGISTRY, person.registers(ID, registrar).signed())))
                .containsExactly("Applied[Done]");
        return person;
    }

    /** Runs one batch and commits it. */
    List<Outcome> submit(String lane, byte[]... submissions) {
        return submit(lane, Arrays.asList(submissions));
    }

    List<Outcome> submit(String lane, List<byte[]> submissions) {
        Batch batch = new Batch(lane, clock, List.copyOf(submissions));
        pages.beginBatch();
        last = contract.submit(pages, batch);
        pages.commit();
        canBeRead(last);
        batches.add(batch);
        answers.add(answer(last));
        if (!lane.equals(PageKeys.REGISTRY)) {
            Chronicle chronicle = chronicles.computeIfAbsent(lane, Chronicle::new);
            chronicle.follow(last.events());
            Invariants.hold(pages, lane, chronicle);
            secondModelAgrees(lane);
        }
        return last.result().outcomes();
    }

    /** Invariant: <i>live equals a second model of the rules</i>. */
    private void secondModelAgrees(String lane) {
        if (Snapshot.exists(pages, lane)) {
            SecondModel model = models.computeIfAbsent(lane, name -> new SecondModel());
            model.follow(last.events());
            model.agreesWith(new Snapshot(pages, lane, chronicle(lane).closed));
        }
    }

    /**
     * Whoever follows the ledger must be able to read what a batch says, else he follows no more.
     */
    private static void canBeRead(BatchEffect effect) {
        assertThat(BatchResult.read(effect.result().toJson())).isEqualTo(effect.result());
        byte[] events = effect.events().toJson();
        assertThat(EventBatch.read(events).toJson()).isEqualTo(events);
    }

    private static byte[] answer(BatchEffect effect) {
        byte[] result = effect.result().toJson();
        byte[] events = effect.events().toJson();
        byte[] both = Arrays.copyOf(result, result.length + events.length);
        System.arraycopy(events, 0, both, result.length, events.length);
        return both;
    }

    void advance(long millis) {
        clock += millis;
    }

    /** What the last batch did. */
    BatchEffect last() {
        return last;
    }

    /** Events of the last batch. */
    List<Event> events() {
        return last.events().events();
    }

    /** What the events of {@code lane} tell. */
    Chronicle chronicle(String lane) {
        return chronicles.computeIfAbsent(lane, Chronicle::new);
    }

    /** All batches so far. */
    List<Batch> batches() {
        return batches;
    }

    /** Changes a cooperation behind the contract's back, to have a state that is far to reach. */
    void edit(String lane, Consumer<Snapshot> change) {
        Snapshot now = new Snapshot(pages, lane);
        change.accept(now);
        pages.beginBatch();
        now.roster.all().forEach(now.roster::touch);
        now.roster.write(pages);
        pages.put(PageKeys.head(lane), now.head.write());
        pages.commit();
        chronicle(lane).correct(now);
        models.computeIfAbsent(lane, name -> new SecondModel()).correct(now);
    }

    /** Another ledger, founded alike, on which {@code others} have run. */
    Ledger copy(List<Batch> others) {
        Ledger copy = new Ledger(keys, registrar, signatures);
        for (Batch batch : others) {
            copy.clock = batch.timestampMillis();
            copy.submit(batch.lane(), batch.submissions());
        }
        return copy;
    }

    /** Invariant: <i>replay equals live</i>, answers and pages, byte for byte. */
    void replayEqualsLive() {
        Contract fresh = new Contract(signatures);
        MemoryPages store = new MemoryPages();
        store.beginBatch();
        fresh.found(store, founding.toJson());
        store.commit();
        for (int i = 0; i < batches.size(); i++) {
            store.beginBatch();
            BatchEffect effect = fresh.submit(store, batches.get(i));
            store.commit();
            assertThat(answer(effect)).as("answer of batch %d", i).isEqualTo(answers.get(i));
        }
        assertThat(store.sameAs(pages)).as("replay equals live").isTrue();
    }
}
