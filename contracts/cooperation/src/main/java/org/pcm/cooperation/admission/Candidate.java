package org.pcm.cooperation.admission;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.assembly.Application;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;

/**
 * Somebody who wants to enter.
 *
 * @param organisation whose registrar vouched for it
 * @param labels its capabilities, by the registry
 * @param formerly its place in the roster from an earlier time, null when it has none
 * @param application what the members have said about it, null before they could
 */
public record Candidate(
        String name,
        Tier tier,
        String organisation,
        List<String> labels,
        Resources pledge,
        @Nullable Member formerly,
        @Nullable Application application) {}
