package org.pcm.devnode.gateway;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.pcm.devnode.chaincode.Chaincode;
import org.pcm.devnode.chaincode.Invocation;
import org.pcm.devnode.identity.Organisation;
import org.pcm.devnode.ledger.WorldState;

/**
 * One proposal put to the organisations' peers. Each organisation has its own server of the
 * chaincode, as far as there are enough; one that serves several organisations runs the proposal
 * once.
 */
final class Asking {
    private static final Executor EXECUTOR = task -> Thread.ofVirtual().name("endorse").start(task);

    private final Peer peer;
    private final Proposed proposed;
    private final Invocation invocation;
    private final Chaincode chaincode;
    private final WorldState state;
    private final Map<Integer, CompletableFuture<Reply>> replies = new ConcurrentHashMap<>();

    /** What an organisation's peer says. */
    sealed interface Reply {
        /**
         * It would sign.
         *
         * @param response the bytes to sign
         */
        record Yes(Peer.Answer.Endorsable answer, ByteString response) implements Reply {}

        /** It would not. */
        record No(Peer.Answer.Declined answer) implements Reply {}
    }

    Asking(
            Peer peer,
            Proposed proposed,
            Invocation invocation,
            Chaincode chaincode,
            WorldState state) {
        this.peer = peer;
        this.proposed = proposed;
        this.invocation = invocation;
        this.chaincode = chaincode;
        this.state = state;
    }

    Reply ask(Organisation organisation) {
        return reply(organisation).join();
    }

    /** Asks all at the same time. */
    List<Reply> ask(List<Organisation> organisations) {
        List<CompletableFuture<Reply>> asked = organisations.stream().map(this::reply).toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Reply> reply(Organisation organisation) {
        int server = (organisation.number() - 1) % chaincode.servers();
        return replies.computeIfAbsent(
                server, s -> CompletableFuture.supplyAsync(() -> run(s), EXECUTOR));
    }

    private Reply run(int server) {
        return switch (peer.process(proposed, invocation, chaincode, server, state)) {
            case Peer.Answer.Endorsable good ->
                    new Reply.Yes(good, Peer.response(proposed, good.execution()));
            case Peer.Answer.Declined no -> new Reply.No(no);
        };
    }
}
