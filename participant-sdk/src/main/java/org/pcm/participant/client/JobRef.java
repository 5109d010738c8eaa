package org.pcm.participant.client;

/**
 * A job on the ledger.
 *
 * @param cooperation where it runs
 * @param job its number there
 */
public record JobRef(String cooperation, long job) {

    /** Reads {@code cooperation/number}. */
    public static JobRef parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 1 || !text.substring(slash + 1).matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("a job is named cooperation/number, not " + text);
        }
        return new JobRef(text.substring(0, slash), Long.parseLong(text.substring(slash + 1)));
    }

    String path() {
        return "/v1/cooperations/" + cooperation + "/jobs/" + job;
    }

    @Override
    public String toString() {
        return cooperation + "/" + job;
    }
}
