package org.pcm.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the modules (design §1), over everything that is compiled. */
class ModuleArrowsTest {
    private static final String ROOT = "org.pcm.";

    /** Who may use whom; what is not here may not be. */
    private static final Map<String, Set<String>> MAY_USE =
            Map.of(
                    "cooperation", Set.of(),
                    "chaincode", Set.of("cooperation"),
                    "arbiter", Set.of("cooperation"),
                    "devnode", Set.of("cooperation"),
                    "network", Set.of("devnode"),
                    "gateway", Set.of("cooperation", "arbiter"),
                    "participant", Set.of("cooperation", "arbiter"));

    private static final Set<String> SEE_ALL = Set.of("bench", "cli");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(ROOT.substring(0, ROOT.length() - 1));
    }

    static Set<String> modules() {
        return MAY_USE.keySet();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_module_uses_only_those_it_may(String module) {
        assertThat(classes.stream().filter(c -> c.getPackageName().startsWith(ROOT + module)))
                .as("classes of %s", module)
                .isNotEmpty();
        List<String> forbidden = new ArrayList<>(SEE_ALL);
        var allowed = Objects.requireNonNull(MAY_USE.get(module), module);
        MAY_USE.keySet().stream()
                .filter(other -> !other.equals(module) && !allowed.contains(other))
                .forEach(forbidden::add);
        noClasses()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        forbidden.stream().map(m -> ROOT + m + "..").toArray(String[]::new))
                .check(classes);
    }
}
