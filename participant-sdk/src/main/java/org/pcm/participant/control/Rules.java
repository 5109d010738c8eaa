package org.pcm.participant.control;

import java.util.List;
import java.util.Optional;
import org.pcm.cooperation.member.Resources;

/** The rules a site can be given; each yields its own reason. */
public final class Rules {

    private Rules() {}

    /**
     * {@code NoSandbox}: nothing runs on a host that cannot keep tasks apart, unless the provider
     * allows it.
     */
    public static Rule sandboxed(boolean hasSandbox, boolean allowUnsandboxed) {
        return when("NoSandbox", (proposal, use) -> !hasSandbox && !allowUnsandboxed);
    }

    /** {@code NoImage}: processes do not run container images. */
    public static Rule withoutImage() {
        return when("NoImage", (proposal, use) -> !proposal.task().image().isEmpty());
    }

    /** {@code NoCapacity}: what runs must fit into what was pledged. */
    public static Rule freeCapacity() {
        return when(
                "NoCapacity",
                (proposal, use) -> !use.held().plus(needs(proposal)).fits(use.pledged()));
    }

    /** {@code TooManyTasks}: so many at a time and no more, whatever they need. */
    public static Rule tasksAtMost(long most) {
        return when("TooManyTasks", (proposal, use) -> use.tasks() >= most);
    }

    /** {@code TooLong}: by estimate. */
    public static Rule estimateAtMost(long millis) {
        return when("TooLong", (proposal, use) -> proposal.task().kind().estimateMillis() > millis);
    }

    /** {@code LimitTooLong}: by time limit. */
    public static Rule limitAtMost(long millis) {
        return when(
                "LimitTooLong", (proposal, use) -> proposal.task().kind().limitMillis() > millis);
    }

    /** {@code TooLarge}: by memory. */
    public static Rule memoryAtMost(long mib) {
        return when("TooLarge", (proposal, use) -> needs(proposal).memoryMib() > mib);
    }

    /** {@code CommandNotAllowed}: only these programs. */
    public static Rule onlyCommands(List<String> programs) {
        return when(
                "CommandNotAllowed",
                (proposal, use) -> !programs.contains(proposal.task().command().getFirst()));
    }

    /** {@code reason}: no command line that holds {@code text}. */
    public static Rule noCommandContaining(String text, String reason) {
        return when(
                reason,
                (proposal, use) -> String.join(" ", proposal.task().command()).contains(text));
    }

    private interface Test {
        boolean holds(Proposal proposal, Use use);
    }

    private static Rule when(String reason, Test test) {
        return (proposal, use) ->
                test.holds(proposal, use) ? Optional.of(reason) : Optional.empty();
    }

    private static Resources needs(Proposal proposal) {
        return proposal.task().kind().needs();
    }
}
