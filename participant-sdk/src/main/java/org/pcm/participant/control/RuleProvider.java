package org.pcm.participant.control;

import org.pcm.participant.json.JsonObject;

/**
 * A kind of rule that a site file can name under {@code policy.rules}. Found by {@link
 * java.util.ServiceLoader}: a JAR with a provider on the agent's class path is all it takes.
 */
public interface RuleProvider {

    /** The word that names it in a site file, such as {@code calendar}. */
    String name();

    /**
     * A rule as its settings say; an {@link org.pcm.participant.json.InvalidDocument} names the
     * field that is wrong. Fields that are not read are refused as unknown.
     */
    Rule read(JsonObject settings);
}
