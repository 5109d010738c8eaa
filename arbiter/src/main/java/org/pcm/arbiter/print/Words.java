package org.pcm.arbiter.print;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.arbiter.block.OrdererSeal;
import org.pcm.arbiter.channel.IdentityName;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.submission.Submission;

/** Values as people read them. */
final class Words {
    private Words() {}

    static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    static String code(int number) {
        TxValidationCode code = TxValidationCode.forNumber(number);
        return code == null ? "code " + number : code.name();
    }

    static String type(int number) {
        HeaderType type = HeaderType.forNumber(number);
        return type == null ? "type " + number : type.name();
    }

    static String signer(OrdererSeal.Mark mark) {
        return switch (mark) {
            case OrdererSeal.ConsenterMark named ->
                    "consenter " + Integer.toUnsignedString(named.consenter());
            case OrdererSeal.CreatorMark named -> IdentityName.of(named.creator());
        };
    }

    /** A submission as its header and its commands, other text as it is, other bytes as hex. */
    static String value(ByteString bytes) {
        try {
            Submission submission = Submission.parse(bytes.toByteArray());
            return "submission "
                    + new String(submission.header().toJson(), StandardCharsets.UTF_8)
                    + " "
                    + new String(submission.payload(), StandardCharsets.UTF_8);
        } catch (JsonException e) {
            return isPrintable(bytes) ? bytes.toStringUtf8() : "0x" + hex(bytes);
        }
    }

    static boolean isPrintable(ByteString bytes) {
        return bytes.isValidUtf8()
                && bytes.toStringUtf8().chars().noneMatch(Character::isISOControl);
    }
}
