package org.pcm.participant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Edge's planes import as design.md §1 has it. Messages and ports are {@code information}, its
 * doors the packages below it.
 */
class PlanesTest {

    private static final String BASE = "org.pcm.participant.";
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.pcm.participant");

    private static ArchRule mayNotSee(String plane, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(BASE + plane)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        List.of(others).stream().map(o -> BASE + o).toArray(String[]::new));
    }

    @Test
    void information_sees_no_other_plane() {
        mayNotSee("information..", "business..", "control..", "resource..", "client..")
                .check(CLASSES);
    }

    @Test
    void messages_and_ports_do_not_see_the_doors() {
        mayNotSee("information", "information.http..", "information.ledger..", "identity..")
                .check(CLASSES);
    }

    @Test
    void business_sees_messages_only() {
        mayNotSee(
                        "business..",
                        "control..",
                        "resource..",
                        "client..",
                        "information.http..",
                        "information.ledger..")
                .check(CLASSES);
    }

    @Test
    void control_sees_messages_ports_queue_and_the_resource_port_but_no_door_and_no_adapter() {
        mayNotSee(
                        "control..",
                        "information.http..",
                        "information.ledger..",
                        "resource.process..",
                        "client..",
                        "identity..")
                .check(CLASSES);
    }

    @Test
    void resource_sees_messages_only() {
        mayNotSee(
                        "resource..",
                        "business..",
                        "control..",
                        "client..",
                        "information.http..",
                        "information.ledger..")
                .check(CLASSES);
    }

    @Test
    void nothing_but_the_process_adapter_starts_processes() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "resource.process")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(CLASSES);
    }

    @Test
    void the_sdk_sees_neither_gateway_nor_network() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.pcm.gateway..", "org.pcm.devnode..", "org.pcm.chaincode..")
                .check(CLASSES);
    }
}
