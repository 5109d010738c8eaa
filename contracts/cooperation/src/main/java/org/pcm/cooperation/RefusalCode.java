package org.pcm.cooperation;

/**
 * Why something was refused. The codes are stable: programs may depend on them; sentences may
 * change.
 */
public enum RefusalCode {
    // A submission that uses no sequence number.
    MALFORMED,
    TOO_LARGE,
    BATCH_FULL,
    WRONG_LEDGER,
    WRONG_COOPERATION,
    UNKNOWN_KEY,
    BAD_SIGNATURE,
    EXPIRED,
    SEQUENCE_GAP,
    SEQUENCE_USED,
    DUPLICATE,
    // Said by gateways alone: the contract broke on the submission, again and again.
    CONTRACT_BROKE,
    // A signed submission whose payload is no list of commands: its number is used.
    MALFORMED_PAYLOAD,
    // Commands.
    MALFORMED_COMMAND,
    UNKNOWN_COMMAND,
    WRONG_LANE,
    NAME_TAKEN,
    ALREADY_REGISTERED,
    BAD_VOUCHER,
    NO_SUCH_COOPERATION,
    COOPERATION_EXISTS,
    COOPERATION_CLOSED,
    TIER_CANNOT,
    TIER_NOT_ADMITTED,
    ROSTER_FULL,
    ALREADY_MEMBER,
    NOT_MEMBER,
    COORDINATOR_CANNOT_LEAVE,
    NOT_COORDINATOR,
    TERMS_TOO_SHORT,
    TOO_MANY_TASKS,
    TOO_MANY_JOBS,
    JOBS_OPEN,
    NO_SUCH_JOB,
    JOB_CLOSED,
    JOB_SEALED,
    NOT_OWNER,
    NO_SUCH_TASK,
    TASK_ENDED,
    NOT_OFFERED,
    NOT_RUNNING,
    NOT_HOLDER,
    OFFER_UNSEEN,
    // Commands that rules 2 brought.
    AFTER_NOT_DONE,
    BAD_GANG,
    NOT_TO_GRAB,
    TASK_TAKEN,
    NOT_QUALIFIED,
    NO_ROOM,
    COOLING_DOWN,
    // Rounds, admission, elections, keys.
    TERMS_INCOMPLETE,
    NOT_AGREED,
    RULES_OLDER,
    TOO_FEW_MEMBERS,
    NO_ROUND,
    NOT_CALLING,
    NOT_IN_TERMS,
    PLEDGE_TOO_SMALL,
    LABELS_MISSING,
    ISSUER_NOT_ADMITTED,
    VOTED_DOWN,
    NOT_APPROVED,
    WEIGHT_TOO_LOW,
    NO_ANSWER,
    NOT_ADMITTED_YET,
    SUSPENDED,
    NOT_SUSPENDED,
    NO_SUCH_MEMBER,
    NO_SUCH_APPLICATION,
    NO_SUCH_PROPOSAL,
    TOO_MANY_PROPOSALS,
    ELECTION_UNDER_WAY,
    NO_ELECTION,
    NO_VOTE,
    MAY_NOT_STAND,
    NO_PROXY,
    NOT_LEAVING,
    COORDINATOR_CANNOT,
    BAD_PROOF,
    KEY_TAKEN,
    KEY_REVOKED,
    LAST_KEY,
    TOO_MANY_KEYS,
    NO_SUCH_KEY;

    private final String wire;

    RefusalCode() {
        StringBuilder text = new StringBuilder();
        for (String word : name().split("_", -1)) {
            text.append(word.charAt(0));
            for (int i = 1; i < word.length(); i++) {
                text.append((char) (word.charAt(i) + ('a' - 'A')));
            }
        }
        wire = text.toString();
    }

    /** The code as it stands on the ledger and in answers, such as {@code SequenceUsed}. */
    public String wire() {
        return wire;
    }

    /** The refusal with a sentence for people. */
    public Refusal because(String why) {
        return new Refusal(this, why);
    }
}
