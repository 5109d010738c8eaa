package org.pcm.cooperation;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.pcm.cooperation.job.Kind;

/** Whose turn it is, by the {@link SecondModel}: the member served least for what it stands for. */
final class ModelShares {
    private static final BigInteger PARTS = BigInteger.ONE.shiftLeft(20);
    private static final BigInteger TEN_MINUTES =
            BigInteger.valueOf(600_000).multiply(PARTS).divide(BigInteger.valueOf(1_000));

    private final SortedMap<Integer, ModelMember> members;

    /** What newcomers' standing is multiplied with, in 2^20ths. */
    private BigInteger newcomers = PARTS;

    BigInteger served = BigInteger.ZERO;

    ModelShares(SortedMap<Integer, ModelMember> members) {
        this.members = members;
    }

    /** Weighs newcomers against those who have room as a pass begins. */
    void begin(int share) {
        BigInteger fresh = BigInteger.ZERO;
        BigInteger known = BigInteger.ZERO;
        for (ModelMember member : members.values()) {
            if (hasRoom(member)) {
                boolean isNew = member.probation.signum() > 0;
                fresh = isNew ? fresh.add(member.standing()) : fresh;
                known = isNew ? known : known.add(member.standing());
            }
        }
        newcomers = PARTS;
        if (share < 1_000 && fresh.signum() > 0 && known.signum() > 0) {
            newcomers =
                    known.multiply(BigInteger.valueOf(share))
                            .multiply(PARTS)
                            .divide(fresh.multiply(BigInteger.valueOf(1_000 - share)))
                            .min(PARTS)
                            .max(PARTS.shiftRight(6));
        }
    }

    private static boolean hasRoom(ModelMember member) {
        return member.active
                && member.used.fits(member.pledge)
                && member.pledge.milliCpu() > member.used.milliCpu();
    }

    private BigInteger standing(ModelMember member) {
        return member.probation.signum() > 0
                ? member.standing().multiply(newcomers).divide(PARTS).max(BigInteger.ONE)
                : member.standing();
    }

    private BigInteger start(ModelMember member) {
        return member.served.max(served.subtract(TEN_MINUTES));
    }

    /** Who gets the next run of tasks like {@code task}; -1: nobody. */
    int turn(Kind kind, ModelTask task) {
        boolean others =
                members.entrySet().stream()
                        .anyMatch(m ->
                                m.getValue().active
                                        && m.getValue().couldRun(kind)
                                        && !task.gaveBack.contains(m.getKey()));
        List<Map.Entry<Integer, ModelMember>> able =
                members.entrySet().stream()
                        .filter(m -> m.getValue().hasRoomFor(kind))
                        .filter(m -> !(others ? task.gaveBack : task.declined).contains(m.getKey()))
                        .toList();
        List<Map.Entry<Integer, ModelMember>> near =
                able.stream().filter(m -> isNear(kind, m.getValue())).toList();
        Map.Entry<Integer, ModelMember> best = null;
        for (Map.Entry<Integer, ModelMember> one : near.isEmpty() ? able : near) {
            if (best == null || start(one.getValue()).compareTo(start(best.getValue())) < 0) {
                best = one;
            }
        }
        return best == null ? -1 : best.getKey();
    }

    private static boolean isNear(Kind kind, ModelMember member) {
        return !Collections.disjoint(member.labels, kind.place().near());
    }

    void serve(int number, BigInteger work) {
        ModelMember member = members.computeIfAbsent(number, n -> new ModelMember());
        BigInteger begins = start(member);
        member.served = begins.add(work.multiply(PARTS).divide(standing(member)));
        served = served.max(begins);
        if (served.bitLength() > 61 && served.compareTo(BigInteger.ONE.shiftLeft(61)) > 0) {
            BigInteger before = served;
            members.values()
                    .forEach(m -> m.served = m.served.subtract(before).max(BigInteger.ZERO));
            served = BigInteger.ZERO;
        }
    }

    /** Whether nobody is left who could run the task and has not declined it. */
    boolean allDeclined(ModelTask task) {
        return !task.declined.isEmpty()
                && members.entrySet().stream()
                        .noneMatch(m ->
                                m.getValue().active
                                        && m.getValue().couldRun(task.theKind())
                                        && !task.declined.contains(m.getKey()));
    }
}
