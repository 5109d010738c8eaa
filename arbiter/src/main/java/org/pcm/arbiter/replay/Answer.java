package org.pcm.arbiter.replay;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.Malformed;
import org.pcm.cooperation.Batch;
import org.pcm.cooperation.BatchEffect;
import org.pcm.cooperation.Contract;
import org.pcm.cooperation.ContractException;
import org.pcm.cooperation.event.EventBatch;

/**
 * What the contract answers to a call.
 *
 * @param payload the response's payload
 * @param event the payload of the event named {@code batch}; null where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared as a record
record Answer(byte[] payload, byte @Nullable [] event) {
    private static final byte[] NOTHING = new byte[0];

    /**
     * Calls the contract as its Fabric host does: the functions and arguments of docs/protocol.md.
     *
     * @throws Malformed where the contract would not have let the transaction come about
     */
    static Answer of(Contract contract, TracedPages pages, Invocation call) throws Malformed {
        List<byte[]> arguments =
                call.arguments().stream().map(argument -> argument.toByteArray()).toList();
        if (arguments.isEmpty()) {
            throw new Malformed("the call names no function");
        }
        String function = text(arguments.get(0));
        try {
            return switch (function) {
                case "found" -> {
                    contract.found(pages, only(arguments));
                    yield new Answer(NOTHING, null);
                }
                case "submit" -> submit(contract, pages, call, arguments);
                case "page" -> {
                    byte[] page = pages.get(text(only(arguments)));
                    yield new Answer(page == null ? NOTHING : page, null);
                }
                case "explain" -> {
                    List<String> texts = arguments.stream().skip(1).map(Answer::text).toList();
                    yield new Answer(contract.explain(pages, texts), null);
                }
                default -> throw new Malformed("the contract has no function " + function);
            };
        } catch (ContractException e) {
            throw new Malformed("the contract refuses the call: " + e.getMessage());
        } catch (RuntimeException e) {
            throw new Malformed("the contract breaks at the call: " + e);
        }
    }

    private static Answer submit(
            Contract contract, TracedPages pages, Invocation call, List<byte[]> arguments)
            throws Malformed {
        if (arguments.size() < 2) {
            throw new Malformed("the call names no lane");
        }
        BatchEffect effect =
                contract.submit(
                        pages,
                        new Batch(
                                text(arguments.get(1)),
                                call.header().timestamp().toEpochMilli(),
                                arguments.subList(2, arguments.size())));
        EventBatch events = effect.events();
        return new Answer(effect.result().toJson(), events.toJson());
    }

    private static byte[] only(List<byte[]> arguments) throws Malformed {
        if (arguments.size() != 2) {
            throw new Malformed("the call has not exactly one argument");
        }
        return arguments.get(1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
