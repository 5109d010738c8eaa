package org.pcm.arbiter.block;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of a block. A block may hold any garbage that a channel member signed, so each
 * layer is opened only when asked for: envelope, header, endorsed action, invocation. Each layer
 * that cannot be opened says which validation code Fabric gives for that.
 */
public final class Transaction {
    private final int index;
    private final ByteString bytes;
    private final int codeNumber;
    private @Nullable Envelope envelope;
    private @Nullable Payload payload;
    private @Nullable TransactionHeader header;
    private @Nullable EndorsedAction action;
    private @Nullable Invocation invocation;

    Transaction(int index, ByteString bytes, int codeNumber) {
        this.index = index;
        this.bytes = bytes;
        this.codeNumber = codeNumber;
    }

    /** The transaction's place in its block, from 0. */
    public int index() {
        return index;
    }

    /** The serialised envelope. */
    public ByteString bytes() {
        return bytes;
    }

    /** The validation code the block gives, as a number that may be none Fabric knows. */
    public int codeNumber() {
        return codeNumber;
    }

    /** Whether the block says that this transaction is valid. */
    public boolean valid() {
        return codeNumber == TxValidationCode.VALID_VALUE;
    }

    /** The envelope in its one canonical encoding, so that no byte of it is unaccounted for. */
    public Envelope envelope() throws InvalidTransaction {
        if (envelope == null) {
            try {
                envelope = Wire.parseCanonical(Envelope.parser(), bytes, "the envelope");
            } catch (Malformed e) {
                throw new InvalidTransaction(TxValidationCode.INVALID_OTHER_REASON, e.why());
            }
        }
        return envelope;
    }

    /** Sender, time and channel. */
    public TransactionHeader header() throws InvalidTransaction {
        if (header == null) {
            Payload opened = payload();
            if (!opened.hasHeader()) {
                throw new InvalidTransaction(TxValidationCode.BAD_COMMON_HEADER, "no header");
            }
            try {
                header = TransactionHeader.parse(opened.getHeader());
            } catch (Malformed e) {
                throw new InvalidTransaction(TxValidationCode.BAD_COMMON_HEADER, e.why());
            }
        }
        return header;
    }

    /** What lies under the header: a transaction or a configuration, by the header's type. */
    public ByteString content() throws InvalidTransaction {
        return payload().getData();
    }

    /** For a chaincode call: what was proposed and what the endorsers signed. */
    public EndorsedAction action() throws InvalidTransaction {
        if (action == null) {
            action = EndorsedAction.parse(header(), content());
        }
        return action;
    }

    /** For a chaincode call: everything in it. */
    public Invocation invocation() throws InvalidTransaction {
        if (invocation == null) {
            invocation = Invocation.parse(index, header(), action());
        }
        return invocation;
    }

    /** Sender, time and channel, or nothing where they cannot be read. */
    public Optional<TransactionHeader> readHeader() {
        try {
            return Optional.of(header());
        } catch (InvalidTransaction e) {
            return Optional.empty();
        }
    }

    /** The chaincode call, or nothing where this transaction is none or cannot be read. */
    public Optional<Invocation> readInvocation() {
        try {
            boolean call = header().type() == HeaderType.ENDORSER_TRANSACTION_VALUE;
            return call ? Optional.of(invocation()) : Optional.empty();
        } catch (InvalidTransaction e) {
            return Optional.empty();
        }
    }

    private Payload payload() throws InvalidTransaction {
        if (payload == null) {
            try {
                payload = Wire.parse(Payload.parser(), envelope().getPayload(), "the payload");
            } catch (Malformed e) {
                throw new InvalidTransaction(TxValidationCode.BAD_PAYLOAD, e.why());
            }
        }
        return payload;
    }
}
