package org.pcm.cooperation.member;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;
import org.pcm.cooperation.page.Pages;

/**
 * All members of a cooperation, those who left included, in the order of their numbers (P7, ruling
 * 2).
 */
public final class Roster {
    /** Most places, those of members who left included. */
    public static final int MAX_PLACES = 1_024;

    private final String cooperation;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> byKid = new HashMap<>();
    private final Set<Integer> dirtyPages = new HashSet<>();

    private Roster(String cooperation) {
        this.cooperation = cooperation;
    }

    /** Reads the {@code count} members of {@code cooperation}. */
    public static Roster read(Pages pages, String cooperation, int count) {
        Roster roster = new Roster(cooperation);
        for (int page = 0; page * PageKeys.MEMBERS_PER_PAGE < count; page++) {
            String key = PageKeys.roster(cooperation, page);
            byte[] bytes = pages.get(key);
            if (bytes == null) {
                throw new IllegalStateException("no page " + key);
            }
            roster.readPage(bytes);
        }
        return roster;
    }

    private void readPage(byte[] bytes) {
        PageReader from = new PageReader(bytes);
        int count = from.count();
        for (int i = 0; i < count; i++) {
            index(Member.read(members.size(), from));
        }
        int first = members.size() - count;
        for (int extras = from.atEnd() ? 0 : from.count(); extras > 0; extras--) {
            members.get(first + from.count()).extra = Extra.read(from);
        }
        from.end();
    }

    private void index(Member member) {
        members.add(member);
        indexKeys(member);
    }

    /** The member of this name, null when there never was one. */
    public @Nullable Member named(String name) {
        return members.stream().filter(m -> m.name.equals(name)).findFirst().orElse(null);
    }

    /** Members with a voice in what is decided together. */
    public List<Member> voters() {
        return members.stream().filter(Member::mayVote).toList();
    }

    /** Forgets a key that no longer speaks for anybody. */
    public void dropKey(String kid) {
        byKid.remove(kid);
    }

    /** Makes the keys of {@code member} known. */
    public void indexKeys(Member member) {
        member.keys.forEach(key -> byKid.put(key.kid(), member));
    }

    /** Adds a member whose number is the next one. */
    public void add(Member member) {
        index(member);
        touch(member);
    }

    public Member get(int number) {
        return members.get(number);
    }

    public int size() {
        return members.size();
    }

    /** How many are members now: those who left keep their places, but do not count. */
    public long present() {
        return members.stream().filter(member -> member.state.present()).count();
    }

    /** Members in the order of their numbers; not to be changed. */
    public List<Member> all() {
        return members;
    }

    public @Nullable Member withKey(String kid) {
        return byKid.get(kid);
    }

    /** Notes that {@code member} changed. */
    public void touch(Member member) {
        dirtyPages.add(member.number / PageKeys.MEMBERS_PER_PAGE);
    }

    /** Writes the pages that changed. */
    public void write(Pages pages) {
        for (int page = 0; page * PageKeys.MEMBERS_PER_PAGE < members.size(); page++) {
            if (dirtyPages.contains(page)) {
                int from = page * PageKeys.MEMBERS_PER_PAGE;
                int to = Math.min(from + PageKeys.MEMBERS_PER_PAGE, members.size());
                PageWriter writer = new PageWriter();
                writer.number(to - from);
                members.subList(from, to).forEach(member -> member.write(writer));
                writeExtras(members.subList(from, to), writer);
                pages.put(PageKeys.roster(cooperation, page), writer.done());
            }
        }
    }

    /** What later rules know of members stands at the page's end, if there is any. */
    private static void writeExtras(List<Member> members, PageWriter to) {
        List<Member> some =
                members.stream().filter(member -> !member.extra.equals(Extra.NONE)).toList();
        if (!some.isEmpty()) {
            to.number(some.size());
            for (Member member : some) {
                to.number(member.number % PageKeys.MEMBERS_PER_PAGE);
                member.extra.write(to);
            }
        }
    }
}
