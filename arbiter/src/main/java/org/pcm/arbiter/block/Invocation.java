package org.pcm.arbiter.block;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A chaincode call with its result.
 *
 * @param index the transaction's place in its block
 * @param chaincode the name of the chaincode called
 * @param version the chaincode's version as the endorsers ran it
 * @param arguments function name first; empty where they cannot be read (Fabric does not look)
 * @param accesses what it read and wrote, by namespace
 * @param event the chaincode event, at most one
 * @param status the response's status, 200 for success
 * @param payload the response's payload
 */
public record Invocation(
        int index,
        TransactionHeader header,
        EndorsedAction action,
        String chaincode,
        String version,
        List<ByteString> arguments,
        List<NamespaceAccess> accesses,
        Optional<Event> event,
        int status,
        ByteString payload) {

    /** Copies the lists. */
    public Invocation {
        arguments = List.copyOf(arguments);
        accesses = List.copyOf(accesses);
    }

    /** A chaincode event: its name and payload. */
    public record Event(String name, ByteString payload) {}

    /** What the call read and wrote in one namespace, if it touched it. */
    public Optional<NamespaceAccess> accessTo(String namespace) {
        return accesses.stream().filter(a -> a.namespace().equals(namespace)).findFirst();
    }

    /**
     * Opens a call as a committing peer does, in its order, so that the first thing wrong gives the
     * code the peer gives.
     */
    static Invocation parse(int index, TransactionHeader header, EndorsedAction action)
            throws InvalidTransaction {
        ChaincodeHeaderExtension extension = extension(header);
        ChaincodeAction result = result(action);
        List<NamespaceAccess> accesses = accesses(result);
        String chaincode = chaincode(extension, result);
        Optional<Event> event = event(result, chaincode);
        Set<String> namespaces = new HashSet<>();
        for (NamespaceAccess access : accesses) {
            if (!namespaces.add(access.namespace())) {
                throw new InvalidTransaction(
                        TxValidationCode.ILLEGAL_WRITESET,
                        "the namespace " + access.namespace() + " stands twice in the write set");
            }
        }
        return new Invocation(
                index,
                header,
                action,
                chaincode,
                result.getChaincodeId().getVersion(),
                arguments(action.proposal()),
                accesses,
                event,
                result.getResponse().getStatus(),
                result.getResponse().getPayload());
    }

    private static ChaincodeHeaderExtension extension(TransactionHeader header)
            throws InvalidTransaction {
        try {
            return Wire.parse(
                    ChaincodeHeaderExtension.parser(), header.extension(), "the header extension");
        } catch (Malformed e) {
            throw new InvalidTransaction(TxValidationCode.BAD_HEADER_EXTENSION, e.why());
        }
    }

    private static ChaincodeAction result(EndorsedAction action) throws InvalidTransaction {
        if (action.extension().isEmpty()) {
            throw new InvalidTransaction(
                    TxValidationCode.BAD_RESPONSE_PAYLOAD, "the response has no chaincode action");
        }
        try {
            return Wire.parse(ChaincodeAction.parser(), action.extension(), "the chaincode action");
        } catch (Malformed e) {
            throw new InvalidTransaction(TxValidationCode.BAD_RESPONSE_PAYLOAD, e.why());
        }
    }

    private static List<NamespaceAccess> accesses(ChaincodeAction result)
            throws InvalidTransaction {
        try {
            return NamespaceAccess.parse(result.getResults());
        } catch (Malformed e) {
            throw new InvalidTransaction(TxValidationCode.BAD_RWSET, e.why());
        }
    }

    private static String chaincode(ChaincodeHeaderExtension extension, ChaincodeAction result)
            throws InvalidTransaction {
        if (!extension.hasChaincodeId() || !result.hasChaincodeId()) {
            throw new InvalidTransaction(
                    TxValidationCode.INVALID_OTHER_REASON, "no chaincode is named");
        }
        String called = extension.getChaincodeId().getName();
        if (called.isEmpty()
                || !called.equals(result.getChaincodeId().getName())
                || result.getChaincodeId().getVersion().isEmpty()) {
            throw new InvalidTransaction(
                    TxValidationCode.INVALID_CHAINCODE,
                    "the chaincode called and the chaincode endorsed differ, or have no name or"
                            + " version");
        }
        return called;
    }

    private static Optional<Event> event(ChaincodeAction result, String chaincode)
            throws InvalidTransaction {
        if (result.getEvents().isEmpty()) {
            return Optional.empty();
        }
        try {
            ChaincodeEvent event =
                    Wire.parse(ChaincodeEvent.parser(), result.getEvents(), "the chaincode event");
            if (!event.getChaincodeId().equals(chaincode)) {
                throw new Malformed("the event names another chaincode");
            }
            return Optional.of(new Event(event.getEventName(), event.getPayload()));
        } catch (Malformed e) {
            throw new InvalidTransaction(TxValidationCode.INVALID_OTHER_REASON, e.why());
        }
    }

    private static List<ByteString> arguments(ByteString proposal) {
        try {
            ChaincodeProposalPayload payload =
                    Wire.parse(ChaincodeProposalPayload.parser(), proposal, "the proposal");
            return Wire.parse(
                            ChaincodeInvocationSpec.parser(),
                            payload.getInput(),
                            "the call's input")
                    .getChaincodeSpec()
                    .getInput()
                    .getArgsList();
        } catch (Malformed e) {
            return List.of();
        }
    }
}
