package org.pcm.gateway.information.fabric;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.gateway.information.fabric.CommitWatch.Watched;
import org.pcm.gateway.information.port.Fate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends endorsed transactions to the orderers and learns what became of them. The orderers' answer
 * decides nothing: they report failures for transactions that then commit, so the peers are asked
 * from the start. It waits until the endorsing organisations' peers have committed as well: else
 * they would endorse the lane's next transaction from different states.
 */
final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final long COMMIT_MILLIS = 30_000;
    private static final long UNSURE_MILLIS = 5_000;
    private static final long BEHIND_MILLIS = 3_000;

    private final FabricLink link;
    private final Endorsers endorsers;
    private final CommitWatch watch;

    Commits(FabricLink link, Endorsers endorsers) {
        this.link = link;
        this.endorsers = endorsers;
        this.watch = new CommitWatch(link);
    }

    Fate submit(Endorsing.Endorsed endorsed) {
        String id = endorsed.transaction().getTransactionId();
        Set<PeerLink> peers = new LinkedHashSet<>(List.of(endorsed.peer()));
        peers.addAll(link.of(endorsed.organisations()));
        List<Watched> watched = watch.watch(id, List.copyOf(peers), COMMIT_MILLIS);
        CompletableFuture<CommitStatusResponse> status = firstKnown(watched);
        send(endorsed, status);
        Fate fate = fate(id, status);
        if (fate instanceof Fate.Committed) {
            endorsers.praise(endorsed.organisations());
            awaitOthers(watched);
        } else if (fate instanceof Fate.Invalid v && v.code().contains("POLICY")) {
            endorsers.blame(endorsed.organisations(), id + " is void: " + v.code());
        }
        return fate;
    }

    /** Asks what became of a transaction that was sent some time ago. */
    Fate ask(String transactionId) {
        List<Watched> watched = watch.watch(transactionId, List.of(link.current()), UNSURE_MILLIS);
        return fate(transactionId, firstKnown(watched));
    }

    /** Once the orderers' answer is a failure, the status has only a little while left to come. */
    private static void send(
            Endorsing.Endorsed endorsed, CompletableFuture<CommitStatusResponse> status) {
        Thread.ofVirtual()
                .name("submit")
                .start(() -> {
                    try {
                        var unused = endorsed.transaction().submitAsync();
                    } catch (SubmitException e) {
                        LOG.debug(
                                "{}: the orderers may or may not have it: {}",
                                e.getTransactionId(),
                                Failures.why(e));
                        var unused = status.orTimeout(UNSURE_MILLIS, TimeUnit.MILLISECONDS);
                    }
                });
    }

    /** The gateway peer's answer; where it has none, that of the next. */
    private CompletableFuture<CommitStatusResponse> firstKnown(List<Watched> watched) {
        CompletableFuture<CommitStatusResponse> known = answer(watched.get(0));
        for (Watched next : watched.subList(1, watched.size())) {
            known = known.exceptionallyCompose(failure -> answer(next));
        }
        return known;
    }

    private CompletableFuture<CommitStatusResponse> answer(Watched watched) {
        return watched.answer()
                .whenComplete((response, failure) -> {
                    if (failure != null && isAway(failure)) {
                        link.failed(watched.peer(), String.valueOf(failure.getMessage()));
                    }
                });
    }

    private static boolean isAway(Throwable failure) {
        return Status.fromThrowable(failure).getCode() == Status.Code.UNAVAILABLE;
    }

    private Fate fate(String id, CompletableFuture<CommitStatusResponse> status) {
        try {
            CommitStatusResponse response = status.join();
            link.announce(response.getBlockNumber());
            return fate(id, response.getBlockNumber(), response.getResult());
        } catch (CompletionException e) {
            return new Fate.Unknown(id, String.valueOf(e.getCause()));
        }
    }

    private static Fate fate(String id, long block, TxValidationCode code) {
        if (code == TxValidationCode.VALID) {
            return new Fate.Committed(id, block);
        }
        boolean conflict =
                code == TxValidationCode.MVCC_READ_CONFLICT
                        || code == TxValidationCode.PHANTOM_READ_CONFLICT;
        return new Fate.Invalid(id, block, conflict, code.name());
    }

    /** A peer that cannot be reached is no reason to wait; one that is behind is, for a while. */
    private void awaitOthers(List<Watched> watched) {
        Stream<CompletableFuture<?>> all =
                watched.stream().map(w -> w.answer().exceptionally(failure -> null));
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, BEHIND_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        List<String> behind = new ArrayList<>();
        for (Watched each : watched) {
            if (!each.answer().isDone()) {
                behind.add(each.peer().peer().mspId());
            }
        }
        if (!behind.isEmpty()) {
            endorsers.blame(behind, "its peer has not committed what others have");
        }
    }
}
