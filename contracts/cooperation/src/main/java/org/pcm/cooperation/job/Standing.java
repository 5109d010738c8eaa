package org.pcm.cooperation.job;

/** Why a task lies with a member, or why not; the names are the wire form. */
public enum Standing {
    /** It has the task. */
    holds("has the task"),
    /** Nothing speaks against it: of these the one served least gets the next run. */
    may("could have it; of these the one who was served least is next"),
    inactive("is away, leaving, suspended or no member any more"),
    elsewhere("is not of the tier, or has not the labels, that the task asks for"),
    small("has not pledged what the task needs"),
    declined("refused it for good"),
    gaveBack("gave it back, and others are asked first"),
    full("has no room for it now"),
    unanswered("has too many offers that it has not answered"),
    lowered("has lowered its pledge below what it holds");

    private final String sentence;

    Standing(String sentence) {
        this.sentence = sentence;
    }

    /** For people: follows the member's name. */
    public String sentence() {
        return sentence;
    }
}
