package org.pcm.arbiter.replay;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.jspecify.annotations.Nullable;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.NamespaceAccess;
import org.pcm.arbiter.chain.CallCheck;
import org.pcm.arbiter.chain.Fault;
import org.pcm.arbiter.chain.Finding;
import org.pcm.arbiter.signature.Ecdsa;
import org.pcm.cooperation.Contract;
import org.pcm.cooperation.event.EventBatch;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.page.PageKeys;

/**
 * Runs every valid call of the contract again, over pages of its own, and compares all that the
 * transaction says came out of it: keys read, every page written, answer and event, byte for byte.
 * Even a majority of endorsers cannot make a page that the rules do not give.
 */
public final class Replay implements CallCheck {
    private static final int SUCCESS = 200;
    private static final int LEDGER_DIGITS = 32;

    private final String chaincode;
    private final Contract contract = new Contract(Ecdsa.submissionCheck());
    private final Map<String, byte[]> pages = new HashMap<>();
    private String ledgerId = "";
    private long calls;

    /**
     * A replay from the beginning of a ledger.
     *
     * @param chaincode the name under which the contract runs
     */
    public Replay(String chaincode) {
        this.chaincode = chaincode;
    }

    /** How many calls were computed again. */
    public long calls() {
        return calls;
    }

    @Override
    public void begin(ByteString genesisHash) {
        ledgerId = HexFormat.of().formatHex(genesisHash.toByteArray()).substring(0, LEDGER_DIGITS);
    }

    @Override
    public Optional<Finding> check(long block, Invocation call) {
        Optional<NamespaceAccess> access = call.accessTo(chaincode);
        if (!call.chaincode().equals(chaincode)) {
            return access.filter(NamespaceAccess::writes)
                    .map(a -> at(block, call, "", Fault.WRITES, "another chaincode wrote pages"));
        }
        calls++;
        TracedPages traced = new TracedPages(pages);
        Answer answer;
        try {
            answer = Answer.of(contract, traced, call);
        } catch (Malformed e) {
            return Optional.of(at(block, call, "", Fault.RESPONSE, e.why()));
        }
        KVRWSet keys = access.map(NamespaceAccess::keys).orElse(KVRWSet.getDefaultInstance());
        Optional<Finding> wrong =
                reads(block, call, keys, traced)
                        .or(() -> writes(block, call, keys, traced))
                        .or(() -> aside(block, call, access))
                        .or(() -> elsewhere(block, call))
                        .or(() -> answer(block, call, answer));
        traced.keep();
        return wrong.or(() -> founding(block, call, traced));
    }

    /** Submissions name their ledger, so the contract must have been founded with this one's id. */
    private Optional<Finding> founding(long block, Invocation call, TracedPages traced) {
        byte[] page = traced.writes().get(PageKeys.LEDGER);
        return page == null || Founding.read(page).ledger().equals(ledgerId)
                ? Optional.empty()
                : Optional.of(
                        at(
                                block,
                                call,
                                PageKeys.LEDGER,
                                Fault.WRITES,
                                "the contract is founded for another ledger than " + ledgerId));
    }

    private static Optional<Finding> reads(
            long block, Invocation call, KVRWSet keys, TracedPages traced) {
        if (keys.getRangeQueriesInfoCount() > 0) {
            return Optional.of(
                    at(block, call, "", Fault.READS, "the contract makes no range queries"));
        }
        Set<String> said = new TreeSet<>();
        for (KVRead read : keys.getReadsList()) {
            said.add(read.getKey());
        }
        Set<String> differing = new TreeSet<>(said);
        differing.addAll(traced.reads());
        differing.removeIf(key -> said.contains(key) && traced.reads().contains(key));
        return differing.stream()
                .findFirst()
                .map(key ->
                        at(
                                block,
                                call,
                                key,
                                Fault.READS,
                                said.contains(key)
                                        ? "read, though the contract does not need it"
                                        : "not read, though the contract needs it"));
    }

    private static Optional<Finding> writes(
            long block, Invocation call, KVRWSet keys, TracedPages traced) {
        SortedMap<String, ByteString> said = new TreeMap<>();
        for (KVWrite write : keys.getWritesList()) {
            ByteString page = write.getIsDelete() ? ByteString.EMPTY : write.getValue();
            if (said.put(write.getKey(), page) != null) {
                return Optional.of(at(block, call, write.getKey(), Fault.WRITES, "written twice"));
            }
        }
        Set<String> all = new TreeSet<>(said.keySet());
        all.addAll(traced.writes().keySet());
        for (String key : all) {
            String why = difference(said.get(key), traced.writes().get(key));
            if (!why.isEmpty()) {
                return Optional.of(at(block, call, key, Fault.WRITES, why));
            }
        }
        return Optional.empty();
    }

    private static String difference(@Nullable ByteString said, byte @Nullable [] computed) {
        if (said == null) {
            return "not written, though the contract writes it";
        }
        if (computed == null) {
            return "written, though the contract does not write it";
        }
        int at = Arrays.mismatch(said.toByteArray(), computed);
        return at < 0
                ? ""
                : "the page written ("
                        + said.size()
                        + " bytes) differs from the contract's ("
                        + computed.length
                        + " bytes) at byte "
                        + at;
    }

    private static Optional<Finding> aside(
            long block, Invocation call, Optional<NamespaceAccess> access) {
        return access.filter(NamespaceAccess::writesAside)
                .map(a ->
                        at(
                                block,
                                call,
                                "",
                                Fault.WRITES,
                                "it writes private data or keys' metadata"));
    }

    private Optional<Finding> elsewhere(long block, Invocation call) {
        List<String> others =
                call.accesses().stream()
                        .filter(a -> !a.namespace().equals(chaincode) && a.writes())
                        .map(NamespaceAccess::namespace)
                        .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(at(block, call, "", Fault.WRITES, "it writes to " + others));
    }

    private static Optional<Finding> answer(long block, Invocation call, Answer computed) {
        if (call.status() != SUCCESS
                || !call.payload().equals(ByteString.copyFrom(computed.payload()))) {
            return Optional.of(
                    at(block, call, "", Fault.RESPONSE, "the answer is not the contract's"));
        }
        byte[] event = computed.event();
        Optional<Invocation.Event> expected =
                event == null
                        ? Optional.empty()
                        : Optional.of(
                                new Invocation.Event(EventBatch.NAME, ByteString.copyFrom(event)));
        return call.event().equals(expected)
                ? Optional.empty()
                : Optional.of(at(block, call, "", Fault.EVENT, "the event is not the contract's"));
    }

    private static Finding at(long block, Invocation call, String key, Fault fault, String why) {
        return Finding.atKey(block, call.index(), key, fault, why);
    }
}
