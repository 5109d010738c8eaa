package org.pcm.participant.information;

import org.pcm.cooperation.Refusal;

/**
 * Something asked of the cooperation did not happen, or nobody knows yet; says what to do about it.
 */
public abstract sealed class PcmException extends RuntimeException
        permits PcmException.Refused,
                PcmException.Unreachable,
                PcmException.OutcomeUnknown,
                PcmException.Corrupted {

    private static final long serialVersionUID = 1L;

    private final String code;

    private PcmException(String code, String why) {
        super(why);
        this.code = code;
    }

    /** Stable, for programs: a refusal's code (docs/protocol.md §4), or this exception's own. */
    public final String code() {
        return code;
    }

    /** One sentence for people: what to do now. */
    public final String wayOut() {
        return WayOut.of(code);
    }

    /** A known "no": nothing happened. */
    public static final class Refused extends PcmException {

        private static final long serialVersionUID = 1L;

        /** With the code and sentence of who refused. */
        public Refused(String code, String why) {
            super(code, why);
        }

        /** By the contract. */
        public Refused(Refusal refusal) {
            this(refusal.code().wire(), refusal.why());
        }
    }

    /** No gateway answered; nothing was asked, or asking again is harmless. */
    public static final class Unreachable extends PcmException {

        private static final long serialVersionUID = 1L;

        private static final String CODE = "Unreachable";

        /** A gateway that ends in the middle of a handshake fails so, too. */
        private static final String TLS = "TlsFailed";

        /** With what was tried. */
        public Unreachable(String why) {
            super(CODE, why);
        }

        /** With a code of its own, where address or certificate are wrong. */
        public Unreachable(String code, String why) {
            super(code, why);
        }

        /** Whether trying again may help without anybody doing something. */
        public boolean mayHeal() {
            return code().equals(CODE) || code().equals(TLS);
        }
    }

    /**
     * A submission went out and its outcome is not known yet; it stays in the outbox and is sent
     * again, byte for byte.
     */
    public static final class OutcomeUnknown extends PcmException {

        private static final long serialVersionUID = 1L;

        /** With the submission's id. */
        public OutcomeUnknown(String id) {
            super("OutcomeUnknown", "the outcome of submission " + id + " is not known yet");
        }
    }

    /** What came back is not what its name says. */
    public static final class Corrupted extends PcmException {

        private static final long serialVersionUID = 1L;

        /** With what was expected and what came. */
        public Corrupted(String why) {
            super("Corrupted", why);
        }
    }
}
