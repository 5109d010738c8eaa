package org.pcm.cooperation;

/** A transaction that must fail as a whole; {@code code} is stable. Nothing of it takes effect. */
public final class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public ContractException(String code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * {@code NotFounded}, {@code AlreadyFounded}, {@code BadFounding}, {@code BadLane}, {@code
     * BadTask} or {@code ClockError}.
     */
    public String code() {
        return code;
    }
}
