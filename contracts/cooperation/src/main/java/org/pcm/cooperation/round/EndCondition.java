package org.pcm.cooperation.round;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.JsonException;

/**
 * One condition under which a round ends (A12). Each is one record: whether it holds follows from
 * the head and the roster alone, which every batch reads anyway.
 */
public sealed interface EndCondition {
    /** Longest span that a condition may state: ten years. */
    long MAX_MILLIS = 3_650L * 24 * 3_600_000;

    /** Its name on the wire and in the reason of a round's end. */
    String name();

    boolean holds(Cooperation state);

    /** Whether a round that begins with so many members has it from the start. */
    default boolean holdsFromTheStart(long members) {
        return false;
    }

    /** When the clock alone will make it hold, 0 when never. */
    default long due(Cooperation state) {
        return 0;
    }

    /** Writes its parameters into the object that {@code to} is in. */
    default void writeFields(JsonGenerator to) throws IOException {}

    /** Jobs came, and all of them have ended. */
    record AllDone() implements EndCondition {
        @Override
        public String name() {
            return "allDone";
        }

        @Override
        public boolean holds(Cooperation state) {
            return state.head().round.jobs > 0 && state.head().openJobs.isEmpty();
        }
    }

    /** The round has lasted so long. */
    record Deadline(long millis) implements EndCondition {
        @Override
        public String name() {
            return "deadline";
        }

        @Override
        public boolean holds(Cooperation state) {
            return state.head().clock >= due(state);
        }

        @Override
        public long due(Cooperation state) {
            return state.head().round.since + millis;
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            to.writeNumberField("millis", millis);
        }
    }

    /** So many tasks have ended in the round. */
    record TaskCount(long tasks) implements EndCondition {
        @Override
        public String name() {
            return "taskCount";
        }

        @Override
        public boolean holds(Cooperation state) {
            return state.head().round.tasks >= tasks;
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            to.writeNumberField("tasks", tasks);
        }
    }

    /** Fewer members are left than the round needs. */
    record TooFewMembers(int least) implements EndCondition {
        @Override
        public String name() {
            return "tooFewMembers";
        }

        @Override
        public boolean holds(Cooperation state) {
            return holdsFromTheStart(state.roster().present());
        }

        @Override
        public boolean holdsFromTheStart(long members) {
            return members < least;
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            to.writeNumberField("least", least);
        }
    }

    /** So large a part of the members has asked for it, by the motion {@code endRound}. */
    record MembersVote(int permille) implements EndCondition {
        @Override
        public String name() {
            return "vote";
        }

        @Override
        public boolean holds(Cooperation state) {
            return state.head().round.voted;
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            to.writeNumberField("permille", permille);
        }
    }

    /** The coordinator has said {@code endRound}. */
    record CoordinatorsWord() implements EndCondition {
        @Override
        public String name() {
            return "coordinatorsWord";
        }

        @Override
        public boolean holds(Cooperation state) {
            return state.head().round.told;
        }
    }

    /** Reads what {@link #write} wrote. */
    static EndCondition read(Fields fields) {
        String name = fields.text("when", 32);
        EndCondition condition =
                switch (name) {
                    case "allDone" -> new AllDone();
                    case "deadline" -> new Deadline(fields.integer("millis", 1, MAX_MILLIS));
                    case "taskCount" -> new TaskCount(fields.integer("tasks", 1, Long.MAX_VALUE));
                    case "tooFewMembers" ->
                            new TooFewMembers((int) fields.integer("least", 1, 1_024));
                    case "vote" -> new MembersVote((int) fields.integer("permille", 1, 1_000));
                    case "coordinatorsWord" -> new CoordinatorsWord();
                    default -> throw new JsonException("no end condition \"" + name + "\"");
                };
        fields.end();
        return condition;
    }

    /** Writes the condition as an object. */
    default void write(JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeStringField("when", name());
        writeFields(to);
        to.writeEndObject();
    }
}
