package org.pcm.devnode.protocol;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/**
 * What a client heard, in a form that is the same on every ledger: the status code, the text, and
 * who said what, without the ids of this very transaction and the address of this very peer.
 *
 * @param code {@code OK}, a gRPC status, or the validation code of a transaction that did not count
 * @param details one a peer or orderer, as {@code mspId: message}, sorted
 */
record Answer(String code, String text, List<String> details) {
    /** Go's protobuf puts one into its errors now and then, lest somebody relies on them. */
    private static final char NO_BREAK_SPACE = '\u00a0';

    private static final Pattern TRANSACTION_ID = Pattern.compile("[0-9a-f]{64}");

    /** What a chaincode's own log calls a transaction. */
    private static final Pattern SHORT_ID = Pattern.compile("\\[[0-9a-f]{8}]");

    /** Where in a chaincode an exception came from. */
    private static final Pattern STACK = Pattern.compile("(\n\tat [^\n]*)+\n?");

    /** Long runs of hex, as of a creator's certificate. */
    private static final Pattern BYTES = Pattern.compile("[0-9a-f]{65,}");

    /** Makes the call and takes down what comes of it. */
    static Answer to(Callable<String> call) throws Exception {
        try {
            return ok(call.call());
        } catch (CommitException e) {
            return new Answer(e.getCode().name(), "", List.of());
        } catch (GatewayException e) {
            return of(e);
        } catch (StatusRuntimeException e) {
            return of(e.getStatus(), details(e));
        }
    }

    static Answer ok(String text) {
        return new Answer("OK", plain(text), List.of());
    }

    /** An error of the official client. */
    static Answer of(GatewayException error) {
        return of(error.getStatus(), error.getDetails());
    }

    private static Answer of(Status status, List<ErrorDetail> details) {
        String description = status.getDescription();
        return new Answer(
                status.getCode().name(),
                description == null ? "" : plain(description),
                details.stream().map(Answer::detail).sorted().toList());
    }

    private static List<ErrorDetail> details(StatusRuntimeException error)
            throws InvalidProtocolBufferException {
        List<ErrorDetail> details = new ArrayList<>();
        com.google.rpc.Status status = StatusProto.fromThrowable(error);
        if (status != null) {
            for (Any detail : status.getDetailsList()) {
                details.add(detail.unpack(ErrorDetail.class));
            }
        }
        return details;
    }

    /** What was said, whoever said it. */
    List<String> messages() {
        return details.stream().map(d -> d.substring(d.indexOf(": ") + 2)).toList();
    }

    private static String detail(ErrorDetail detail) {
        return detail.getMspId() + ": " + plain(detail.getMessage());
    }

    private static String plain(String text) {
        String said = STACK.matcher(text.replace(NO_BREAK_SPACE, ' ')).replaceAll("");
        String bytes = BYTES.matcher(SHORT_ID.matcher(said).replaceAll("[ID]")).replaceAll("BYTES");
        return TRANSACTION_ID.matcher(bytes).replaceAll("TXID");
    }
}
