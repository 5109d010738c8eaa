package org.pcm.gateway.information.message;

import org.pcm.cooperation.member.Resources;

/**
 * What a task of some resources will probably take. A proposal: the submitter signs what it thinks
 * right (A5).
 *
 * @param needs what such a task holds
 * @param millis the estimate
 * @param runs how many it rests on
 * @param shortest the shortest of them, milliseconds
 * @param longest the longest of them, milliseconds
 */
public record Estimate(Resources needs, long millis, int runs, long shortest, long longest) {}
