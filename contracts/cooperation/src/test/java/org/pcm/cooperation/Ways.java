package org.pcm.cooperation;

import java.util.function.UnaryOperator;
import org.pcm.cooperation.round.EndCondition;
import org.pcm.cooperation.round.EndPolicy;
import org.pcm.cooperation.round.Governance;
import org.pcm.cooperation.round.Terms;

/** Terms that govern in some way, else as usual. */
final class Ways {
    private Ways() {}

    /** The default terms with another governance. */
    static Terms governed(UnaryOperator<Governance> change) {
        return Terms.DEFAULT.withGovernance(change.apply(Governance.DEFAULT));
    }

    /** A round ends when any of {@code conditions} holds. */
    static Terms ending(EndCondition... conditions) {
        return governed(g -> g.withEnd(EndPolicy.any(conditions)));
    }
}
