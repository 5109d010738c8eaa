package org.pcm.cooperation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.PagePlace;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Govern;
import org.pcm.cooperation.submission.KeyCommand;
import org.pcm.cooperation.submission.ReadCommand;

/** How many tasks the commands of one submission name, and on which pages these lie. */
final class Demand {
    final Set<PagePlace> pages = new HashSet<>();
    int tasks;
    private final @Nullable Cooperation state;

    /** {@code offers}: where the sender has offers, which go back when it leaves. */
    Demand(List<ReadCommand> commands, @Nullable Cooperation state, Set<PagePlace> offers) {
        this.state = state;
        for (ReadCommand command : commands) {
            if (command instanceof ReadCommand.Known(Command known)) {
                add(known, offers);
            }
        }
    }

    private void add(Command command, Set<PagePlace> offers) {
        switch (command) {
            case Command.Submit c -> tasks += c.specs().count();
            case Command.Extend c -> tasks += c.specs().count();
            case Command.Answer c -> name(c.job(), c.tasks());
            case Command.Cancel c -> cancel(c);
            case Command.Register c -> {}
            case Command.Open c -> {}
            case Command.Join c -> {}
            case Command.Pledge c -> {}
            case Command.Leave c -> pages.addAll(offers);
            case Command.Close c -> {}
            case Govern.Suspend c -> offersOf(c.member());
            case Govern.Move c -> offersOf(c.about());
            case Govern c -> {}
            case KeyCommand c -> {}
        }
    }

    /** Who is suspended hands all offers back. */
    private void offersOf(int member) {
        if (state != null && member < state.roster().size()) {
            pages.addAll(state.roster().get(member).offers.keySet());
        }
    }

    private void cancel(Command.Cancel command) {
        TaskSet named = command.tasks();
        if (named != null) {
            name(command.job(), named);
            return;
        }
        Job job = state == null ? null : state.job(command.job());
        if (job != null && job.tasks > 0) {
            name(command.job(), TaskSet.run(0, job.tasks - 1));
        }
    }

    private void name(long job, TaskSet named) {
        tasks += named.size();
        for (int run = 0; run < named.runs(); run++) {
            int last = named.to(run) / PageKeys.TASKS_PER_PAGE;
            for (int page = named.from(run) / PageKeys.TASKS_PER_PAGE; page <= last; page++) {
                pages.add(new PagePlace(job, page));
            }
        }
    }
}
