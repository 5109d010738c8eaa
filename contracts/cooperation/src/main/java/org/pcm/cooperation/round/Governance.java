package org.pcm.cooperation.round;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.admission.AdmissionCheck;
import org.pcm.cooperation.election.Reelection;
import org.pcm.cooperation.json.Fields;

/**
 * How a cooperation governs itself (A1): part of the terms from the rules' version {@link
 * Rules#WHOLE} on. Admission, end and re-election must be there before a round can start; a call
 * may leave them to be negotiated.
 *
 * @param admission checks that a newcomer must pass, in order (A10)
 * @param end when a round ends (A12)
 * @param reelection how the coordinator changes (P4)
 * @param consentPermille part of the members that must agree to the next round's terms
 * @param call how the first round is called, null when it starts at once with the opener (P2)
 * @param ending what happens to held tasks when a round ends
 * @param unagreed what follows a round for which no successor was agreed
 * @param leaving what happens to a leaver's running tasks (P3)
 * @param suspension who may suspend members
 */
public record Governance(
        @Nullable List<AdmissionCheck> admission,
        @Nullable EndPolicy end,
        @Nullable Reelection reelection,
        int consentPermille,
        @Nullable Call call,
        Ending ending,
        Unagreed unagreed,
        Leaving leaving,
        Suspension suspension) {
    /** What happens to held tasks when a round ends. */
    public enum Ending {
        /** They go on in the next round. */
        CARRY,
        /** No task is offered any more, and the next round starts when none is held. */
        DRAIN
    }

    /** What follows a round for which no successor was agreed. */
    public enum Unagreed {
        /** Another round under the same terms. */
        RENEW,
        /** Nothing is offered until the terms of the next round are agreed. */
        PAUSE
    }

    /** What happens to a leaver's running tasks. */
    public enum Leaving {
        /** It leaves when they have ended. */
        DRAIN,
        /** It may also hand them back, without blame. */
        HAND_BACK
    }

    private static final int MAX_CHECKS = 16;

    /** Everybody is admitted, the coordinator ends the round, a majority elects it anew. */
    public static final Governance DEFAULT =
            new Governance(
                    List.of(),
                    EndPolicy.BY_COORDINATOR,
                    Reelection.DEFAULT,
                    501,
                    null,
                    Ending.CARRY,
                    Unagreed.RENEW,
                    Leaving.DRAIN,
                    Suspension.DEFAULT);

    /** Of the first rules, which know none of this. */
    static final Governance NONE =
            new Governance(
                    null,
                    null,
                    null,
                    501,
                    null,
                    Ending.CARRY,
                    Unagreed.RENEW,
                    Leaving.DRAIN,
                    Suspension.DEFAULT);

    public Governance {
        admission = admission == null ? null : List.copyOf(admission);
    }

    /** The names of what a round needs and these terms lack, empty when nothing (A1). */
    public List<String> lacks() {
        List<String> names = new ArrayList<>();
        if (admission == null) {
            names.add("admission");
        }
        if (end == null) {
            names.add("end");
        }
        if (reelection == null) {
            names.add("reelection");
        }
        return names;
    }

    /** The names of the time-outs below {@code leastMillis} (ruling 8), empty when all hold. */
    List<String> timeoutsBelow(long leastMillis) {
        List<String> names = new ArrayList<>();
        if (call != null && call.replyMillis() < leastMillis) {
            names.add("call.replyMillis");
        }
        if (reelection != null) {
            names.addAll(reelection.timeoutsBelow(leastMillis));
        }
        if (end != null
                && end.conditions()
                        .anyMatch(c ->
                                c instanceof EndCondition.Deadline d && d.millis() < leastMillis)) {
            names.add("end.deadline");
        }
        if (admission != null
                && admission.stream()
                        .anyMatch(c -> c.waitMillis() > 0 && c.waitMillis() < leastMillis)) {
            names.add("admission.millis");
        }
        return names;
    }

    public Governance withAdmission(AdmissionCheck... checks) {
        return with(List.of(checks), end, reelection, call);
    }

    public Governance withEnd(EndPolicy policy) {
        return with(admission, policy, reelection, call);
    }

    public Governance withReelection(Reelection policy) {
        return with(admission, end, policy, call);
    }

    public Governance withCall(Call first) {
        return with(admission, end, reelection, first);
    }

    /** Without admission, end and re-election: these are left to be negotiated. */
    public Governance withoutPolicies() {
        return with(null, null, null, call);
    }

    private Governance with(
            @Nullable List<AdmissionCheck> checks,
            @Nullable EndPolicy ends,
            @Nullable Reelection elects,
            @Nullable Call first) {
        return new Governance(
                checks,
                ends,
                elects,
                consentPermille,
                first,
                ending,
                unagreed,
                leaving,
                suspension);
    }

    public Governance withConsentPermille(int permille) {
        return new Governance(
                admission, end, reelection, permille, call, ending, unagreed, leaving, suspension);
    }

    public Governance withEnding(Ending other) {
        return new Governance(
                admission,
                end,
                reelection,
                consentPermille,
                call,
                other,
                unagreed,
                leaving,
                suspension);
    }

    public Governance withUnagreed(Unagreed other) {
        return new Governance(
                admission,
                end,
                reelection,
                consentPermille,
                call,
                ending,
                other,
                leaving,
                suspension);
    }

    public Governance withLeaving(Leaving other) {
        return new Governance(
                admission,
                end,
                reelection,
                consentPermille,
                call,
                ending,
                unagreed,
                other,
                suspension);
    }

    static Governance readInto(Fields fields) {
        Governance d = DEFAULT;
        return new Governance(
                fields.has("admission")
                        ? fields.list(
                                "admission",
                                MAX_CHECKS,
                                c -> AdmissionCheck.read(Fields.of(c, "admission check")))
                        : null,
                fields.has("end")
                        ? EndPolicy.read(fields.list("end", 64, EndPolicy::readGroup))
                        : null,
                fields.has("reelection") ? Reelection.read(fields.object("reelection")) : null,
                (int) fields.integer("consentPermille", 1, 1_000, d.consentPermille),
                fields.has("call") ? Call.read(fields.object("call")) : null,
                fields.has("ending") ? fields.constant("ending", Ending.class) : d.ending,
                fields.has("unagreed") ? fields.constant("unagreed", Unagreed.class) : d.unagreed,
                fields.has("leaving") ? fields.constant("leaving", Leaving.class) : d.leaving,
                fields.has("suspension")
                        ? Suspension.read(fields.object("suspension"))
                        : d.suspension);
    }

    void writeFields(JsonGenerator to) throws IOException {
        if (admission != null) {
            to.writeArrayFieldStart("admission");
            for (AdmissionCheck check : admission) {
                check.write(to);
            }
            to.writeEndArray();
        }
        if (end != null) {
            to.writeFieldName("end");
            end.write(to);
        }
        if (reelection != null) {
            to.writeFieldName("reelection");
            reelection.write(to);
        }
        to.writeNumberField("consentPermille", consentPermille);
        if (call != null) {
            to.writeFieldName("call");
            call.write(to);
        }
        to.writeStringField("ending", ending.name());
        to.writeStringField("unagreed", unagreed.name());
        to.writeStringField("leaving", leaving.name());
        to.writeFieldName("suspension");
        suspension.write(to);
    }
}
