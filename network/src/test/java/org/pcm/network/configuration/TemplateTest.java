package org.pcm.network.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static Map<String, Object> consenter() {
        Map<String, Object> values = new HashMap<>();
        values.put("number", 2);
        values.put("host", "127.0.0.1");
        values.put("ordererPort", 7210);
        values.put("mspId", "Org2MSP");
        values.put("tlsCertificate", Path.of("/it's \"here\"/$1 \\ cert.pem"));
        values.put("certificate", Path.of("/plain/cert.pem"));
        return values;
    }

    @Test
    void paths_with_quotes_blanks_and_dollars_stay_what_they_are() throws IOException {
        assertThat(Template.fill("consenter.yaml", consenter()))
                .contains("ServerTLSCert: '/it''s \"here\"/$1 \\ cert.pem'")
                .contains("Identity: '/plain/cert.pem'")
                .contains("Port: 7210")
                .doesNotContain("${");
    }

    @Test
    void a_gap_without_a_value_is_a_mistake() {
        Map<String, Object> values = consenter();
        values.remove("mspId");
        assertThatThrownBy(() -> Template.fill("consenter.yaml", values))
                .hasMessageContaining("consenter.yaml needs mspId");
    }
}
