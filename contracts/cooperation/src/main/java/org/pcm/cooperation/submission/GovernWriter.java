package org.pcm.cooperation.submission;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes commands about rounds, admission, elections and keys. */
final class GovernWriter {
    private GovernWriter() {}

    static void fields(Govern command, JsonGenerator to) throws IOException {
        switch (command) {
            case Govern.Propose c -> {
                to.writeStringField("do", "propose");
                to.writeFieldName("terms");
                c.terms().write(to);
            }
            case Govern.Agree c -> numbered("agree", "proposal", c.proposal(), to);
            case Govern.Decline c -> numbered("decline", "proposal", c.proposal(), to);
            case Govern.Start c -> to.writeStringField("do", "start");
            case Govern.EndRound c -> to.writeStringField("do", "endRound");
            case Govern.Move c -> {
                to.writeStringField("do", "move");
                to.writeStringField("motion", c.motion().name());
                if (c.motion().aboutMember()) {
                    to.writeNumberField("about", c.about());
                }
                to.writeBooleanField("yes", c.yes());
            }
            case Govern.Admit c -> {
                numbered("admit", "applicant", c.applicant(), to);
                to.writeBooleanField("yes", c.yes());
            }
            case Govern.Suspend c -> {
                numbered("suspend", "member", c.member(), to);
                to.writeStringField("reason", c.reason());
            }
            case Govern.Readmit c -> numbered("readmit", "member", c.member(), to);
            case Govern.Resign c -> to.writeStringField("do", "resign");
            case Govern.Vote c -> numbered("vote", "candidate", c.candidate(), to);
            case Govern.Appoint c -> numbered("appoint", "operator", c.operator(), to);
            case Govern.Recall c -> to.writeStringField("do", "recall");
            case Govern.Keys c -> numbered("keys", "member", c.member(), to);
        }
    }

    static void fields(KeyCommand command, JsonGenerator to) throws IOException {
        switch (command) {
            case KeyCommand.AddKey c -> {
                to.writeStringField("do", "addKey");
                to.writeFieldName("jwk");
                KeyBytes.writeJwk(c.key(), to);
                to.writeStringField("proof", c.proof());
            }
            case KeyCommand.RevokeKey c -> {
                to.writeStringField("do", "revokeKey");
                to.writeStringField("kid", c.kid());
            }
            case KeyCommand.Recover c -> {
                to.writeStringField("do", "recover");
                to.writeStringField("name", c.name());
                to.writeStringField("voucher", c.voucher());
            }
        }
    }

    private static void numbered(String name, String field, long number, JsonGenerator to)
            throws IOException {
        to.writeStringField("do", name);
        to.writeNumberField(field, number);
    }
}
