package org.pcm.cooperation.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the fields of events of rounds and of the assembly. */
final class GovernedWriter {
    private GovernedWriter() {}

    static void fields(Governed event, JsonGenerator to) throws IOException {
        switch (event) {
            case Governed.CallOpened e -> to.writeNumberField("until", e.until());
            case Governed.CallFailed e -> to.writeStringField("why", e.why());
            case Governed.Proposed e -> {
                proposal(e.proposal(), e.by(), to);
                to.writeFieldName("terms");
                e.terms().write(to);
            }
            case Governed.Agreed e -> proposal(e.proposal(), e.by(), to);
            case Governed.Declined e -> proposal(e.proposal(), e.by(), to);
            case Governed.Adopted e -> to.writeNumberField("proposal", e.proposal());
            case Governed.RoundStarted e -> {
                to.writeNumberField("round", e.round());
                to.writeNumberField("coordinator", e.coordinator());
                to.writeFieldName("terms");
                e.terms().write(to);
                to.writeStringField("roster", e.roster().toString());
            }
            case Governed.RoundEnding e -> round(e.round(), e.why(), to);
            case Governed.RoundEnded e -> round(e.round(), e.why(), to);
            case Governed.EndTold e -> to.writeNumberField("by", e.by());
            case Governed.Moved e -> {
                to.writeStringField("motion", e.motion().name());
                to.writeNumberField("about", e.about());
                to.writeNumberField("by", e.by());
                to.writeBooleanField("yes", e.yes());
            }
            case Governed.MotionCarried e -> {
                to.writeStringField("motion", e.motion().name());
                to.writeNumberField("about", e.about());
            }
            case Governed.ApplicantHeard e -> {
                to.writeNumberField("applicant", e.applicant());
                to.writeNumberField("by", e.by());
                to.writeBooleanField("yes", e.yes());
            }
            case Governed.ElectionCalled e -> {
                election(e.election(), e.cause().name(), to);
                to.writeNumberField("until", e.until());
            }
            case Governed.VoteCast e -> {
                to.writeNumberField("election", e.election());
                to.writeNumberField("by", e.by());
                to.writeNumberField("candidate", e.candidate());
            }
            case Governed.Elected e -> {
                election(e.election(), e.cause().name(), to);
                to.writeNumberField("coordinator", e.coordinator());
            }
            case Governed.ElectionFailed e -> {
                election(e.election(), e.cause().name(), to);
                to.writeStringField("why", e.why());
            }
            case Governed.ProxyAppointed e -> {
                to.writeNumberField("principal", e.principal());
                to.writeNumberField("coordinator", e.coordinator());
            }
            case Governed.ProxyRecalled e -> to.writeNumberField("coordinator", e.coordinator());
        }
    }

    private static void proposal(long proposal, int by, JsonGenerator to) throws IOException {
        to.writeNumberField("proposal", proposal);
        to.writeNumberField("by", by);
    }

    private static void round(long round, String why, JsonGenerator to) throws IOException {
        to.writeNumberField("round", round);
        to.writeStringField("why", why);
    }

    private static void election(long election, String cause, JsonGenerator to) throws IOException {
        to.writeNumberField("election", election);
        to.writeStringField("cause", cause);
    }
}
