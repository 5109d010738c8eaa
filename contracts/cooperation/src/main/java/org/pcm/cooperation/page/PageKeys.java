package org.pcm.cooperation.page;

/** Where state lies on the ledger. The numbers are padded, so that keys sort as they count. */
public final class PageKeys {
    /** What the ledger was founded with. */
    public static final String LEDGER = "ledger";

    /** The lane of the registry. */
    public static final String REGISTRY = "registry";

    /** Members on one roster page. */
    public static final int MEMBERS_PER_PAGE = 64;

    /** Tasks on one specification or state page. */
    public static final int TASKS_PER_PAGE = 128;

    private PageKeys() {}

    /** The head of a lane. */
    public static String head(String lane) {
        return lane.equals(REGISTRY) ? "registry/head" : "c/" + lane + "/head";
    }

    public static String participant(String name) {
        return "registry/p/" + name;
    }

    public static String key(String kid) {
        return "registry/k/" + kid;
    }

    public static String roster(String cooperation, int page) {
        return "c/" + cooperation + "/m/" + padded(page);
    }

    /** What the members decide together. */
    public static String assembly(String cooperation) {
        return "c/" + cooperation + "/a";
    }

    public static String job(String cooperation, long job) {
        return "c/" + cooperation + "/j/" + job;
    }

    /** Specifications, written once. */
    public static String specs(String cooperation, long job, int page) {
        return job(cooperation, job) + "/s/" + padded(page);
    }

    /** States. */
    public static String tasks(String cooperation, long job, int page) {
        return job(cooperation, job) + "/t/" + padded(page);
    }

    private static String padded(int page) {
        String digits = Integer.toString(page);
        return "000".substring(digits.length()) + digits;
    }
}
