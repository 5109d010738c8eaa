package org.pcm.cooperation.event;

import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.election.ElectionCause;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.round.Terms;

/** Reads events of rounds and of the assembly from JSON. */
final class GovernedReader {
    private static final int WHY = 256;

    private GovernedReader() {}

    /** The event called {@code on}, null when it is none of these. */
    static @Nullable Event read(String on, Fields fields) {
        return switch (on) {
            case "CallOpened" -> new Governed.CallOpened(fields.integer("until", 0, MAX));
            case "CallFailed" -> new Governed.CallFailed(fields.text("why", WHY));
            case "Proposed" ->
                    new Governed.Proposed(
                            number(fields, "proposal"),
                            member(fields, "by"),
                            Terms.read(fields.object("terms")));
            case "Agreed" -> new Governed.Agreed(number(fields, "proposal"), member(fields, "by"));
            case "Declined" ->
                    new Governed.Declined(number(fields, "proposal"), member(fields, "by"));
            case "Adopted" -> new Governed.Adopted(number(fields, "proposal"));
            case "RoundStarted" ->
                    new Governed.RoundStarted(
                            number(fields, "round"),
                            member(fields, "coordinator"),
                            Terms.read(fields.object("terms")),
                            TaskSet.parse(fields.text("roster", Integer.MAX_VALUE)));
            case "RoundEnding" ->
                    new Governed.RoundEnding(number(fields, "round"), fields.text("why", WHY));
            case "RoundEnded" ->
                    new Governed.RoundEnded(number(fields, "round"), fields.text("why", WHY));
            case "EndTold" -> new Governed.EndTold(member(fields, "by"));
            case "Moved" ->
                    new Governed.Moved(
                            fields.constant("motion", Motion.Subject.class),
                            member(fields, "about"),
                            member(fields, "by"),
                            fields.flag("yes", false));
            case "MotionCarried" ->
                    new Governed.MotionCarried(
                            fields.constant("motion", Motion.Subject.class),
                            member(fields, "about"));
            case "ApplicantHeard" ->
                    new Governed.ApplicantHeard(
                            member(fields, "applicant"),
                            member(fields, "by"),
                            fields.flag("yes", false));
            default -> election(on, fields);
        };
    }

    private static @Nullable Event election(String on, Fields fields) {
        return switch (on) {
            case "ElectionCalled" ->
                    new Governed.ElectionCalled(
                            number(fields, "election"),
                            cause(fields),
                            fields.integer("until", 0, MAX));
            case "VoteCast" ->
                    new Governed.VoteCast(
                            number(fields, "election"),
                            member(fields, "by"),
                            member(fields, "candidate"));
            case "Elected" ->
                    new Governed.Elected(
                            number(fields, "election"),
                            cause(fields),
                            member(fields, "coordinator"));
            case "ElectionFailed" ->
                    new Governed.ElectionFailed(
                            number(fields, "election"), cause(fields), fields.text("why", WHY));
            case "ProxyAppointed" ->
                    new Governed.ProxyAppointed(
                            member(fields, "principal"), member(fields, "coordinator"));
            case "ProxyRecalled" -> new Governed.ProxyRecalled(member(fields, "coordinator"));
            default -> null;
        };
    }

    private static final long MAX = Long.MAX_VALUE;

    private static ElectionCause cause(Fields fields) {
        return fields.constant("cause", ElectionCause.class);
    }

    private static long number(Fields fields, String name) {
        return fields.integer(name, 0, MAX);
    }

    private static int member(Fields fields, String name) {
        return (int) fields.integer(name, 0, Integer.MAX_VALUE);
    }
}
