package org.pcm.cooperation.admission;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.assembly.Application;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Cooperation;

/**
 * One named requirement of admission (A10). Each is one record: its parameters, what it says of a
 * candidate, and why.
 */
public sealed interface AdmissionCheck {
    /** Its name on the wire. */
    String name();

    Verdict judge(Candidate candidate, Cooperation state);

    /** Writes its parameters into the object that {@code to} is in. */
    void writeFields(JsonGenerator to) throws IOException;

    private static Verdict when(boolean holds, RefusalCode code, String why) {
        return holds ? Verdict.PASSES : new Verdict.Fails(code.because(why));
    }

    /** Only members of these tiers. */
    record Tiers(List<Tier> tiers) implements AdmissionCheck {
        @Override
        public String name() {
            return "tiers";
        }

        @Override
        public Verdict judge(Candidate candidate, Cooperation state) {
            return when(
                    tiers.contains(candidate.tier()),
                    RefusalCode.TIER_NOT_ADMITTED,
                    "the terms admit " + tiers);
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            writeTexts("tiers", tiers.stream().map(Tier::name).toList(), to);
        }
    }

    /**
     * Whoever pledges anything pledges at least so much; consumers and operators pledge nothing.
     */
    record Minimum(Resources pledge) implements AdmissionCheck {
        @Override
        public String name() {
            return "minimum";
        }

        @Override
        public Verdict judge(Candidate candidate, Cooperation state) {
            return when(
                    !candidate.tier().pledges() || pledge.fits(candidate.pledge()),
                    RefusalCode.PLEDGE_TOO_SMALL,
                    "the terms ask for a pledge of at least " + pledge);
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            pledge.write("pledge", to);
        }
    }

    /** Only who has all these capabilities in the registry. */
    record HasLabels(List<String> labels) implements AdmissionCheck {
        @Override
        public String name() {
            return "labels";
        }

        @Override
        public Verdict judge(Candidate candidate, Cooperation state) {
            return when(
                    candidate.labels().containsAll(labels),
                    RefusalCode.LABELS_MISSING,
                    "the terms ask for " + labels + ", the registry has " + candidate.labels());
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            writeTexts("labels", labels, to);
        }
    }

    /** Only whom the registrar of one of these organisations vouched for. */
    record Issuers(List<String> organisations) implements AdmissionCheck {
        @Override
        public String name() {
            return "issuers";
        }

        @Override
        public Verdict judge(Candidate candidate, Cooperation state) {
            return when(
                    organisations.contains(candidate.organisation()),
                    RefusalCode.ISSUER_NOT_ADMITTED,
                    "the terms admit who was vouched for by " + organisations);
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            writeTexts("organisations", organisations, to);
        }
    }

    /** So large a part of the members must say yes, in time. */
    record MembersVote(int permille, long millis) implements AdmissionCheck {
        @Override
        public String name() {
            return "vote";
        }

        @Override
        public Verdict judge(Candidate candidate, Cooperation state) {
            Application said = candidate.application();
            if (said == null) {
                return Verdict.WAITS;
            }
            long all = state.roster().all().stream().filter(Member::mayVote).count();
            if (said.count(state.roster(), true) * 1_000 >= all * permille) {
                return Verdict.PASSES;
            }
            boolean lost = (all - said.count(state.roster(), false)) * 1_000 < all * permille;
            return lost
                    ? new Verdict.Fails(RefusalCode.VOTED_DOWN.because("the members voted no"))
                    : Verdict.WAITS;
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            to.writeNumberField("permille", permille);
            to.writeNumberField("millis", millis);
        }
    }

    /** The coordinator must say yes, in time. */
    record Approval(long millis) implements AdmissionCheck {
        @Override
        public String name() {
            return "approval";
        }

        @Override
        public Verdict judge(Candidate candidate, Cooperation state) {
            Application said = candidate.application();
            Boolean word = said == null ? null : said.votes.get(state.head().coordinator);
            if (word == null) {
                return Verdict.WAITS;
            }
            return when(word, RefusalCode.NOT_APPROVED, "the coordinator said no");
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            to.writeNumberField("millis", millis);
        }
    }

    /** At most so many members. */
    record RosterSize(int most) implements AdmissionCheck {
        @Override
        public String name() {
            return "rosterSize";
        }

        @Override
        public Verdict judge(Candidate candidate, Cooperation state) {
            return when(
                    state.roster().present() < most,
                    RefusalCode.ROSTER_FULL,
                    "the terms allow " + most + " members");
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            to.writeNumberField("most", most);
        }
    }

    /** Who comes back needs at least so high a weight from its earlier time (ruling 4). */
    record OldWeight(long least) implements AdmissionCheck {
        @Override
        public String name() {
            return "oldWeight";
        }

        @Override
        public Verdict judge(Candidate candidate, Cooperation state) {
            Member before = candidate.formerly();
            return when(
                    before == null || before.weight.thousandths() >= least,
                    RefusalCode.WEIGHT_TOO_LOW,
                    "the terms ask who comes back for a weight of at least " + least);
        }

        @Override
        public void writeFields(JsonGenerator to) throws IOException {
            to.writeNumberField("least", least);
        }
    }

    /** How long the check may wait for the members' word, 0 when it never waits. */
    default long waitMillis() {
        return switch (this) {
            case MembersVote c -> c.millis;
            case Approval c -> c.millis;
            case Tiers c -> 0;
            case Minimum c -> 0;
            case HasLabels c -> 0;
            case Issuers c -> 0;
            case RosterSize c -> 0;
            case OldWeight c -> 0;
        };
    }

    /** Reads what {@link #write} wrote. */
    static AdmissionCheck read(Fields fields) {
        long maxMillis = 365L * 24 * 3_600_000;
        String name = fields.text("check", 32);
        AdmissionCheck check =
                switch (name) {
                    case "tiers" -> new Tiers(fields.constants("tiers", Tier.class));
                    case "minimum" -> new Minimum(Resources.read(fields.object("pledge")));
                    case "labels" -> new HasLabels(labels(fields));
                    case "issuers" -> new Issuers(fields.texts("organisations", 64, 64));
                    case "vote" ->
                            new MembersVote(
                                    (int) fields.integer("permille", 1, 1_000),
                                    fields.integer("millis", 1, maxMillis));
                    case "approval" -> new Approval(fields.integer("millis", 1, maxMillis));
                    case "rosterSize" -> new RosterSize((int) fields.integer("most", 1, 1_024));
                    case "oldWeight" -> new OldWeight(fields.integer("least", 1, 1_000_000));
                    default -> throw new JsonException("no admission check \"" + name + "\"");
                };
        fields.end();
        return check;
    }

    private static List<String> labels(Fields fields) {
        return fields.texts("labels", Labels.MAX_CAPABILITIES, 32).stream()
                .map(Labels::capability)
                .toList();
    }

    /** Writes the check as an object. */
    default void write(JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeStringField("check", name());
        writeFields(to);
        to.writeEndObject();
    }

    private static void writeTexts(String name, List<String> texts, JsonGenerator to)
            throws IOException {
        to.writeArrayFieldStart(name);
        for (String text : texts) {
            to.writeString(text);
        }
        to.writeEndArray();
    }
}
