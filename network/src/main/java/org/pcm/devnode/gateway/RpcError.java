package org.pcm.devnode.gateway;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/**
 * An error in the form that Fabric's gateway gives it: a status, and a detail for each peer asked.
 */
final class RpcError extends Exception {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String text;
    private final transient List<ErrorDetail> details;

    RpcError(Code code, String text, List<ErrorDetail> details) {
        super(text, null, false, false);
        this.code = code;
        this.text = text;
        this.details = List.copyOf(details);
    }

    RpcError(Code code, String text) {
        this(code, text, List.of());
    }

    StatusRuntimeException toStatus() {
        com.google.rpc.Status.Builder status =
                com.google.rpc.Status.newBuilder().setCode(code.getNumber()).setMessage(text);
        details.forEach(detail -> status.addDetails(Any.pack(detail)));
        return StatusProto.toStatusRuntimeException(status.build());
    }
}
