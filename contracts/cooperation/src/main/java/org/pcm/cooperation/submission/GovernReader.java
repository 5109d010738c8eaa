package org.pcm.cooperation.submission;

import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.round.Terms;

/** Reads commands about rounds, admission, elections and keys. */
final class GovernReader {
    private static final int MAX_MEMBER = 1_023;

    private GovernReader() {}

    /** The command called {@code name}, null when there is none. */
    static @Nullable Command read(String name, Fields fields) {
        return switch (name) {
            case "propose" -> new Govern.Propose(Terms.read(fields.object("terms")));
            case "agree" -> new Govern.Agree(proposal(fields));
            case "decline" -> new Govern.Decline(proposal(fields));
            case "start" -> new Govern.Start();
            case "endRound" -> new Govern.EndRound();
            case "move" -> move(fields);
            case "admit" -> new Govern.Admit(member(fields, "applicant"), fields.flag("yes", true));
            case "suspend" ->
                    new Govern.Suspend(
                            member(fields, "member"), Labels.reason(fields.text("reason", 32)));
            case "readmit" -> new Govern.Readmit(member(fields, "member"));
            case "resign" -> new Govern.Resign();
            case "vote" -> new Govern.Vote(member(fields, "candidate"));
            case "appoint" -> new Govern.Appoint(member(fields, "operator"));
            case "recall" -> new Govern.Recall();
            case "keys" -> new Govern.Keys(member(fields, "member"));
            case "addKey" ->
                    new KeyCommand.AddKey(
                            KeyBytes.readJwk(fields.object("jwk")), fields.text("proof", 4_096));
            case "revokeKey" ->
                    new KeyCommand.RevokeKey(
                            KeyBytes.readKid(fields.text("kid", KeyBytes.KID_CHARS)));
            case "recover" ->
                    new KeyCommand.Recover(
                            Labels.name(fields.text("name", 32)), fields.text("voucher", 4_096));
            default -> null;
        };
    }

    private static Command move(Fields fields) {
        Motion.Subject motion = fields.constant("motion", Motion.Subject.class);
        int about = motion.aboutMember() ? member(fields, "about") : 0;
        return new Govern.Move(motion, about, fields.flag("yes", true));
    }

    private static long proposal(Fields fields) {
        return fields.integer("proposal", 1, Long.MAX_VALUE);
    }

    private static int member(Fields fields, String name) {
        return (int) fields.integer(name, 0, MAX_MEMBER);
    }
}
