package org.pcm.cli.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import org.pcm.arbiter.Verdict;
import org.pcm.arbiter.chain.Finding;
import org.pcm.participant.json.Json;

/** A verdict for programs. */
final class VerdictJson {
    private VerdictJson() {}

    static ObjectNode of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass pass -> of(pass);
            case Verdict.Fail fail -> of(fail);
        };
    }

    private static ObjectNode of(Verdict.Pass pass) {
        ObjectNode json =
                Json.object()
                        .put("verdict", "PASS")
                        .put("height", pass.height())
                        .put("genesis", hex(pass.genesisHash().toByteArray()))
                        .put("genesisPinned", pass.genesisPinned())
                        .put("lastHash", hex(pass.lastHash().toByteArray()))
                        .put("validTransactions", pass.validTransactions())
                        .put("invalidTransactions", pass.invalidTransactions())
                        .put("replayedCalls", pass.replayedCalls())
                        .put("devnode", pass.devnode());
        if (!pass.witnesses().isEmpty()) {
            ArrayNode witnesses = json.putArray("witnesses");
            pass.witnesses()
                    .forEach(w ->
                            witnesses
                                    .addObject()
                                    .put("source", w.source())
                                    .put("height", w.height()));
        }
        return json;
    }

    private static ObjectNode of(Verdict.Fail fail) {
        Finding finding = fail.finding();
        ObjectNode json = Json.object().put("verdict", "FAIL");
        if (!fail.source().isEmpty()) {
            json.put("source", fail.source());
        }
        json.put("block", finding.block());
        finding.transaction().ifPresent(index -> json.put("transaction", index));
        if (!finding.key().isEmpty()) {
            json.put("key", finding.key());
        }
        return json.put("fault", finding.fault().name()).put("why", finding.why());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
