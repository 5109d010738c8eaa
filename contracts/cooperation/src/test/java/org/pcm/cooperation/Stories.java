package org.pcm.cooperation;

import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.join;
import static org.pcm.cooperation.Words.leave;

import java.util.List;
import org.pcm.cooperation.admission.AdmissionCheck;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Call;
import org.pcm.cooperation.round.Governance;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Govern;

/** Short runs that make the moves of rounds and admission, and hand-backs. */
final class Stories {
    private Stories() {}

    static List<Chronicle> told() {
        return List.of(aCallThatFails(), rounds(), admissions(), leavingWhileAway());
    }

    private static Chronicle aCallThatFails() {
        Lab lab = Lab.sealed(Ways.governed(g -> g.withCall(new Call(60_000, 2))));
        lab.passes(60_000);
        return ended(lab);
    }

    private static Chronicle rounds() {
        Terms first =
                Ways.governed(g ->
                        g.withCall(new Call(60_000, 2))
                                .withEnding(Governance.Ending.DRAIN)
                                .withLeaving(Governance.Leaving.HAND_BACK));
        Lab lab = Lab.sealed(first).joins("ada", cpus(1)).joins("bob", cpus(2));
        lab.says("olga", new Govern.Start(), aJobOf(3).command());
        lab.says("bob", new Govern.Propose(Terms.DEFAULT));
        lab.says("olga", new Govern.Agree(2));
        lab.says("ada", accept(FIRST, held(lab, "ada")), leave());
        lab.says("ada", new Command.HandBack(FIRST, Words.tasks(held(lab, "ada"))));
        lab.says("bob", accept(FIRST, held(lab, "bob")));
        lab.says("olga", new Govern.EndRound());
        lab.says("bob", complete(FIRST, held(lab, "bob")));
        lab.says("olga", new Govern.EndRound());
        return ended(lab);
    }

    private static String held(Lab lab, String name) {
        TaskSet.Builder tasks = new TaskSet.Builder();
        for (int task = 0; task < lab.job(FIRST).tasks; task++) {
            if (lab.task(FIRST, task).state.held()
                    && lab.task(FIRST, task).holder == lab.member(name).number) {
                tasks.add(task);
            }
        }
        return tasks.build().toString();
    }

    private static Chronicle admissions() {
        Lab lab =
                Lab.sealed(
                        Ways.governed(g -> g.withAdmission(new AdmissionCheck.Approval(60_000))));
        lab.knows("ada", Tier.HPC);
        lab.says("ada", join(cpus(1)));
        lab.says("olga", new Govern.Admit(1, false));
        lab.says("ada", join(cpus(1)));
        lab.says("olga", new Govern.Admit(1, true));
        lab.says("olga", new Govern.Suspend(1, "Rude"));
        lab.says("olga", new Govern.Readmit(1));
        lab.says("olga", aJobOf(1).command());
        lab.says("ada", accept(FIRST, "0"));
        lab.passes(130_000);
        lab.says("olga", new Govern.Suspend(1, "Silent"));
        lab.says("olga", new Govern.Resign());
        lab.passes(600_000);
        lab.knows("otto", Tier.OPERATOR);
        lab.says("otto", join(Resources.NONE));
        lab.says("olga", new Govern.Admit(2, true), new Govern.Resign(), new Govern.Vote(2));
        lab.says("otto", new Govern.Vote(2));
        return ended(lab);
    }

    /** Ada has not read on for too long, and leaves without having done so. */
    private static Chronicle leavingWhileAway() {
        Lab lab = Lab.sealed(Terms.DEFAULT).joins("ada", cpus(1));
        lab.says("olga", aJobOf(1).command());
        lab.says("ada", accept(FIRST, "0"));
        byte[] leaves = lab.message("ada", leave()).seen(lab.member("ada").seen).signed();
        lab.passes(130_000);
        lab.submits(leaves);
        return ended(lab);
    }

    private static Chronicle ended(Lab lab) {
        lab.ledger.replayEqualsLive();
        return lab.chronicle();
    }
}
