package org.pcm.gateway.information.index;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.pcm.cooperation.assembly.Motion;

/** Rounds, proposals, motions, elections and applications as JSON (docs/protocol.md §7). */
final class GovernanceReports {
    private GovernanceReports() {}

    static void round(LaneView lane, JsonGenerator to) throws IOException {
        GovernanceView now = lane.governance;
        to.writeStartObject();
        to.writeNumberField("round", now.round);
        to.writeStringField("state", now.state.name());
        to.writeNumberField("since", now.since);
        to.writeNumberField("callUntil", now.callUntil);
        to.writeStringField("why", now.why);
        to.writeNumberField("coordinator", lane.coordinator);
        to.writeStringField("roster", now.roster);
        to.writeNumberField("adopted", now.adopted);
        to.writeArrayFieldStart("proposals");
        for (Map.Entry<Long, GovernanceView.ProposalView> each : now.proposals.entrySet()) {
            to.writeStartObject();
            to.writeNumberField("proposal", each.getKey());
            to.writeNumberField("by", each.getValue().by);
            members("agreed", each.getValue().agreed, to);
            members("declined", each.getValue().declined, to);
            to.writeFieldName("terms");
            each.getValue().terms.write(to);
            to.writeEndObject();
        }
        to.writeEndArray();
        to.writeArrayFieldStart("motions");
        for (Map.Entry<Motion, ? extends Set<Integer>> each : now.motions.entrySet()) {
            to.writeStartObject();
            to.writeStringField("motion", each.getKey().subject().name());
            to.writeNumberField("about", each.getKey().about());
            members("supporters", each.getValue(), to);
            to.writeEndObject();
        }
        to.writeEndArray();
        to.writeEndObject();
    }

    /** What somebody who answers a call has to know: who calls, and what joining agrees to. */
    static void call(LaneView lane, JsonGenerator to) throws IOException {
        GovernanceView now = lane.governance;
        GovernanceView.ProposalView standing = now.proposals.get(now.adopted);
        if (standing == null || lane.coordinator >= lane.members.size()) {
            return; // between the events of one batch
        }
        MemberView caller = lane.members.get(lane.coordinator);
        to.writeObjectFieldStart("call");
        to.writeStringField("by", caller.name);
        to.writeStringField("tier", caller.tier.name());
        to.writeNumberField("proposal", now.adopted);
        to.writeFieldName("terms");
        standing.terms.write(to);
        to.writeEndObject();
    }

    static void elections(LaneView lane, JsonGenerator to) throws IOException {
        to.writeStartArray();
        for (Map.Entry<Long, GovernanceView.ElectionView> each :
                lane.governance.elections.entrySet()) {
            GovernanceView.ElectionView election = each.getValue();
            to.writeStartObject();
            to.writeNumberField("election", each.getKey());
            to.writeStringField("cause", election.cause);
            to.writeStringField("state", election.state.name());
            to.writeNumberField("until", election.until);
            to.writeArrayFieldStart("ballots");
            for (Map.Entry<Integer, Integer> ballot : election.ballots.entrySet()) {
                to.writeStartObject();
                to.writeNumberField("by", ballot.getKey());
                to.writeNumberField("candidate", ballot.getValue());
                to.writeEndObject();
            }
            to.writeEndArray();
            if (election.coordinator >= 0) {
                to.writeNumberField("coordinator", election.coordinator);
            }
            to.writeStringField("why", election.why);
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    static void applications(LaneView lane, JsonGenerator to) throws IOException {
        to.writeStartArray();
        for (Map.Entry<Integer, GovernanceView.ApplicationView> each :
                lane.governance.applications.entrySet()) {
            to.writeStartObject();
            to.writeNumberField("applicant", each.getKey());
            to.writeStringField("name", each.getValue().name);
            to.writeNumberField("until", each.getValue().until);
            to.writeArrayFieldStart("votes");
            for (Map.Entry<Integer, Boolean> vote : each.getValue().votes.entrySet()) {
                to.writeStartObject();
                to.writeNumberField("by", vote.getKey());
                to.writeBooleanField("yes", vote.getValue());
                to.writeEndObject();
            }
            to.writeEndArray();
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private static void members(String field, Set<Integer> members, JsonGenerator to)
            throws IOException {
        to.writeArrayFieldStart(field);
        for (int member : members) {
            to.writeNumber(member);
        }
        to.writeEndArray();
    }
}
