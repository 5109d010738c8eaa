package org.pcm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key ids may begin with a hyphen, and are no options for that. */
class KeyIdsTest {
    private static final String REST = "B".repeat(41);

    @ParameterizedTest
    @ValueSource(strings = {"CC", "-C", "-h", "-V", "--"})
    void a_key_id_is_taken_for_one_whatever_it_begins_with(String beginning) {
        String kid = beginning + REST;
        Pcm.Ran vouched =
                Pcm.run("identity", "vouch", "ada", kid, "--recover", "--identity", "/nowhere");
        assertThat(vouched.with(2).err()).contains("/nowhere").doesNotContain("ption");
        Pcm.Ran revoked = Pcm.run("identity", "revoke", kid, "--identity", "/nowhere");
        assertThat(revoked.with(2).err()).contains("/nowhere").doesNotContain("ption");
    }
}
