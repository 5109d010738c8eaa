package org.pcm.arbiter.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;

/**
 * Protobuf parsing in the two ways an arbiter needs it. Byte fields of a parsed message are views
 * into the bytes it was parsed from, never copies: a block of megabytes is held once.
 */
public final class Wire {
    private Wire() {}

    /**
     * Parses as Fabric does: unknown fields and odd encodings are let through, since the bytes
     * themselves are what is hashed and signed.
     *
     * @param what names the message in the error, for people
     */
    public static <T extends Message> T parse(Parser<T> parser, ByteString bytes, String what)
            throws Malformed {
        CodedInputStream input = bytes.newCodedInput();
        input.enableAliasing(true);
        try {
            T message = parser.parseFrom(input);
            input.checkLastTagWas(0);
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw new Malformed(what + " is no valid protobuf: " + e.getMessage());
        }
    }

    /**
     * Parses and demands that the bytes are the one canonical encoding of what they say: no unknown
     * field, no default written out, no field out of order. Used where nobody signed or hashed the
     * bytes, so that no byte of them can be changed unseen.
     */
    public static <T extends Message> T parseCanonical(
            Parser<T> parser, ByteString bytes, String what) throws Malformed {
        T message = parse(DiscardUnknownFieldsParser.wrap(parser), bytes, what);
        if (message.getSerializedSize() != bytes.size() || !message.toByteString().equals(bytes)) {
            throw new Malformed(
                    what
                            + " has bytes that its content does not account for (unknown fields or"
                            + " an encoding that is not canonical)");
        }
        return message;
    }
}
