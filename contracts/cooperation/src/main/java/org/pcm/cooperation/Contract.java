package org.pcm.cooperation;

import java.util.Arrays;
import java.util.List;
import org.pcm.cooperation.job.Explanation;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.page.Pages;
import org.pcm.cooperation.page.ReadOnce;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.submission.SignatureCheck;

/**
 * The one entry to the rules. Deterministic: the same pages and the same batch give the same pages,
 * result and events on every host. Safe for use by many threads.
 */
public final class Contract {
    private final SignatureCheck signatures;

    public Contract(SignatureCheck signatures) {
        this.signatures = signatures;
    }

    /** Founds the ledger, once; the same bytes again change nothing. */
    public void found(Pages pages, byte[] json) {
        byte[] known = pages.get(PageKeys.LEDGER);
        if (known != null) {
            if (!Arrays.equals(known, json)) {
                throw new ContractException(
                        "AlreadyFounded", "the ledger was founded with other values");
            }
            return;
        }
        try {
            Founding.read(json);
        } catch (JsonException e) {
            throw new ContractException("BadFounding", String.valueOf(e.getMessage()));
        }
        pages.put(PageKeys.LEDGER, json);
    }

    /** What the ledger was founded with. */
    public Founding founding(Pages pages) {
        byte[] json = pages.get(PageKeys.LEDGER);
        if (json == null) {
            throw new ContractException("NotFounded", "the ledger has not been founded");
        }
        return Founding.read(json);
    }

    /**
     * Handles a batch: advances the lane's clock, fires what is due, applies the submissions,
     * dispatches.
     */
    public BatchEffect submit(Pages pages, Batch batch) {
        return submit(pages, founding(pages), batch);
    }

    /** As {@link #submit(Pages, Batch)}, for a host that has read the founding already. */
    public BatchEffect submit(Pages pages, Founding founding, Batch batch) {
        if (batch.lane().equals(PageKeys.REGISTRY)) {
            return new RegistryLane(pages, founding, signatures).submit(batch);
        }
        if (!Labels.isName(batch.lane())) {
            throw new ContractException("BadLane", "\"" + batch.lane() + "\" names no lane");
        }
        return new CooperationLane(pages, founding, signatures).submit(batch);
    }

    /**
     * Why a task lies where it does (B5), as JSON; empty where there is nothing to explain: no such
     * task, or it has ended and gone. Writes nothing.
     *
     * @param arguments the cooperation's name, the job's and the task's number
     */
    public byte[] explain(Pages pages, List<String> arguments) {
        if (arguments.size() != 3 || !Labels.isName(arguments.get(0))) {
            throw new ContractException("BadTask", "explain takes a cooperation, a job and a task");
        }
        Cooperation state = Cooperation.read(new ReadOnce(pages), arguments.get(0));
        long job = number(arguments.get(1));
        int task = (int) Math.min(number(arguments.get(2)), Job.MAX_TASKS);
        Explanation explanation = state == null ? null : Explanation.of(state, job, task);
        return explanation == null ? new byte[0] : explanation.toJson();
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,15}")) {
            throw new ContractException("BadTask", "\"" + text + "\" is no number");
        }
        return Long.parseLong(text);
    }
}
