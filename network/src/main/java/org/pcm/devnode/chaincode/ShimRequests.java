package org.pcm.devnode.chaincode;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.DelState;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.GetStateByRange;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.QueryMetadata;
import org.hyperledger.fabric.protos.peer.QueryStateClose;
import org.hyperledger.fabric.protos.peer.QueryStateNext;
import org.jspecify.annotations.Nullable;
import org.pcm.devnode.simulation.Simulation;

/** Answers what a running chaincode asks of its peer. */
final class ShimRequests {
    private ShimRequests() {}

    /** The answer to a request within a simulation; null when there is no such simulation. */
    static ChaincodeMessage answer(ChaincodeMessage request, @Nullable Simulation simulation) {
        ChaincodeMessage.Builder answer =
                ChaincodeMessage.newBuilder()
                        .setTxid(request.getTxid())
                        .setChannelId(request.getChannelId());
        try {
            if (simulation == null) {
                throw new Simulation.Refused("no ledger context");
            }
            return answer.setType(ChaincodeMessage.Type.RESPONSE)
                    .setPayload(handle(request, simulation))
                    .build();
        } catch (Simulation.Refused e) {
            return error(answer, request, e.getMessage());
        } catch (InvalidProtocolBufferException e) {
            return error(answer, request, "unmarshal failed: " + e.getMessage());
        }
    }

    private static ChaincodeMessage error(
            ChaincodeMessage.Builder answer, ChaincodeMessage request, @Nullable String why) {
        String text =
                request.getType() + " failed: transaction ID: " + request.getTxid() + ": " + why;
        return answer.setType(ChaincodeMessage.Type.ERROR)
                .setPayload(ByteString.copyFromUtf8(text))
                .build();
    }

    private static ByteString handle(ChaincodeMessage request, Simulation simulation)
            throws InvalidProtocolBufferException, Simulation.Refused {
        ByteString payload = request.getPayload();
        return switch (request.getType()) {
            case GET_STATE -> get(GetState.parseFrom(payload), request, simulation);
            case PUT_STATE -> put(PutState.parseFrom(payload), request, simulation);
            case DEL_STATE -> delete(DelState.parseFrom(payload), request, simulation);
            case GET_STATE_BY_RANGE ->
                    range(GetStateByRange.parseFrom(payload), request, simulation);
            case QUERY_STATE_NEXT ->
                    simulation.next(QueryStateNext.parseFrom(payload).getId()).toByteString();
            case QUERY_STATE_CLOSE ->
                    simulation.close(QueryStateClose.parseFrom(payload).getId()).toByteString();
            case GET_QUERY_RESULT ->
                    throw new Simulation.Refused("ExecuteQuery not supported for leveldb");
            case GET_HISTORY_FOR_KEY ->
                    throw new Simulation.Refused("history database is not enabled");
            default -> throw new Simulation.Refused("not supported by the devnode");
        };
    }

    private static ByteString get(GetState get, ChaincodeMessage request, Simulation simulation)
            throws Simulation.Refused {
        refuseCollection(get.getCollection(), request, simulation);
        return simulation.get(get.getKey());
    }

    private static ByteString put(PutState put, ChaincodeMessage request, Simulation simulation)
            throws Simulation.Refused {
        refuseCollection(put.getCollection(), request, simulation);
        simulation.put(put.getKey(), put.getValue());
        return ByteString.EMPTY;
    }

    private static ByteString delete(
            DelState delete, ChaincodeMessage request, Simulation simulation)
            throws Simulation.Refused {
        refuseCollection(delete.getCollection(), request, simulation);
        simulation.delete(delete.getKey());
        return ByteString.EMPTY;
    }

    private static ByteString range(
            GetStateByRange range, ChaincodeMessage request, Simulation simulation)
            throws InvalidProtocolBufferException, Simulation.Refused {
        refuseCollection(range.getCollection(), request, simulation);
        return simulation
                .range(
                        range.getStartKey(),
                        range.getEndKey(),
                        QueryMetadata.parseFrom(range.getMetadata()))
                .toByteString();
    }

    /** A devnode's chaincodes have no collections of private data. */
    private static void refuseCollection(
            String collection, ChaincodeMessage request, Simulation simulation)
            throws Simulation.Refused {
        if (!collection.isEmpty()) {
            throw new Simulation.Refused(
                    "collection "
                            + String.join(
                                    "/", request.getChannelId(), simulation.namespace(), collection)
                            + " could not be found");
        }
    }
}
