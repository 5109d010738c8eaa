package org.pcm.participant;

import java.util.List;
import org.pcm.participant.control.Rule;
import org.pcm.participant.control.RunCenter;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.LedgerInfo;
import org.pcm.participant.information.OfferCheck;
import org.pcm.participant.information.Outbox;
import org.pcm.participant.information.http.Gateways;

/**
 * What all of an agent's engagements share.
 *
 * @param name the participant's name
 * @param wake told when attempts may have changed
 */
record Parts(
        String name,
        Identity identity,
        Tokens tokens,
        Gateways gateways,
        LedgerInfo ledger,
        Outbox outbox,
        Content content,
        OfferCheck check,
        Memory memory,
        RunCenter runs,
        List<Rule> rules,
        Runnable wake) {}
