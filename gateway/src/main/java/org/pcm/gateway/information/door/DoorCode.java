package org.pcm.gateway.information.door;

import org.pcm.cooperation.RefusalCode;

/** Why the door refuses, with the HTTP status that says the same. */
public enum DoorCode {
    MALFORMED(RefusalCode.MALFORMED.wire(), 400),
    TOO_LARGE(RefusalCode.TOO_LARGE.wire(), 413),
    WRONG_LEDGER(RefusalCode.WRONG_LEDGER.wire(), 409),
    WRONG_COOPERATION(RefusalCode.WRONG_COOPERATION.wire(), 400),
    UNKNOWN_KEY(RefusalCode.UNKNOWN_KEY.wire(), 401),
    KEY_REVOKED(RefusalCode.KEY_REVOKED.wire(), 401),
    BAD_SIGNATURE(RefusalCode.BAD_SIGNATURE.wire(), 401),
    BAD_VOUCHER(RefusalCode.BAD_VOUCHER.wire(), 403),
    NOT_MEMBER(RefusalCode.NOT_MEMBER.wire(), 403),
    NO_SUCH_COOPERATION(RefusalCode.NO_SUCH_COOPERATION.wire(), 404),
    EXPIRED(RefusalCode.EXPIRED.wire(), 410),
    SEQUENCE_USED(RefusalCode.SEQUENCE_USED.wire(), 409),
    SEQUENCE_GAP(RefusalCode.SEQUENCE_GAP.wire(), 409),
    QUEUE_FULL("QueueFull", 429),
    QUOTA_EXCEEDED("QuotaExceeded", 429),
    NOT_READY("NotReady", 503);

    private final String wire;
    private final int status;

    DoorCode(String wire, int status) {
        this.wire = wire;
        this.status = status;
    }

    /** The stable code, as it stands in answers. */
    public String wire() {
        return wire;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    DoorAnswer because(String why) {
        return new DoorAnswer.Refused(this, why);
    }
}
