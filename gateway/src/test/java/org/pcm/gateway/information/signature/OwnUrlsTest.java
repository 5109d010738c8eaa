package org.pcm.gateway.information.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnUrlsTest {

    @ParameterizedTest
    @CsvSource({
        "https://pcm.example.org, HTTPS://PCM.Example.ORG:443/",
        "http://pcm.example.org, http://pcm.example.org.:80",
        "http://[::1]:7080, http://[0:0:0:0:0:0:0:1]:7080/",
        "http://[2001:db8::7], http://[2001:DB8:0:0::7]:80",
        "http://[fe80::1]:7080, http://[fe80::1%25eth0]:7080",
        "https://example.org/pcm, https://example.org/pcm/"
    })
    void one_address_may_be_written_in_several_ways(String one, String other) {
        assertThat(GatewayUrl.of(one)).isEqualTo(GatewayUrl.of(other)).hasToString(one);
    }

    @ParameterizedTest
    @CsvSource({
        "https://pcm.example.org, http://pcm.example.org",
        "https://pcm.example.org, https://pcm.example.org:7443",
        "https://pcm.example.org, https://example.org",
        "https://example.org/pcm, https://example.org/PCM",
        "https://example.org/pcm, https://example.org",
        "http://[::1]:7080, http://[::2]:7080"
    })
    void another_scheme_port_host_or_path_is_another_address(String one, String other) {
        assertThat(GatewayUrl.of(one)).isNotEqualTo(GatewayUrl.of(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pcm.example.org",
                "ftp://pcm.example.org",
                "https://",
                "https:///pcm",
                "https://me@pcm.example.org",
                "https://pcm.example.org?x",
                "https://*.example.org",
                "not an address",
                ""
            })
    void what_is_no_address_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> GatewayUrl.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("looks like");
    }

    @Test
    void one_with_a_certificate_goes_by_the_names_in_it_at_its_port() throws IOException {
        List<String> certificate = new ArrayList<>(List.of("pcm.example.org", "*.lab.example"));
        OwnUrls urls = new OwnUrls(List.of(), "0.0.0.0", () -> certificate);
        urls.listenAt("https://0.0.0.0:7443");

        assertThat(urls.include("https://pcm.example.org:7443")).isTrue();
        assertThat(urls.include("https://one.lab.example:7443")).isTrue();
        for (String other :
                List.of(
                        "https://pcm.example.org",
                        "http://pcm.example.org:7443",
                        "https://lab.example:7443",
                        "https://a.one.lab.example:7443",
                        "https://onelab.example:7443",
                        "https://localhost:7443",
                        "https://0.0.0.0:7443")) {
            assertThat(urls.include(other)).as(other).isFalse();
        }
        assertThat(urls).hasToString("https://pcm.example.org:7443 or https://*.lab.example:7443");

        certificate.set(0, "2001:db8:0:0:0:0:0:7"); // renewed, for an address this time
        assertThat(urls.include("https://[2001:db8::7]:7443")).isTrue();
        assertThat(urls.include("https://pcm.example.org:7443")).isFalse();
    }

    @Test
    void one_that_was_told_does_not_go_by_its_certificate() throws IOException {
        OwnUrls urls =
                new OwnUrls(
                        List.of(GatewayUrl.of("https://pcm.example.org")),
                        "127.0.0.1",
                        () -> List.of("other.example.org"));
        urls.listenAt("https://127.0.0.1:443");

        assertThat(urls.include("https://pcm.example.org")).isTrue();
        assertThat(urls.include("https://other.example.org")).isFalse();
        assertThat(urls.include("https://127.0.0.1")).isFalse();
    }
}
