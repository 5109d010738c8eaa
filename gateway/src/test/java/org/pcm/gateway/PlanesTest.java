package org.pcm.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may import whom (design.md §1, P5): planes meet only through messages and ports. */
class PlanesTest {
    private static final String INFORMATION = "org.pcm.gateway.information..";
    private static final String MESSAGES = "org.pcm.gateway.information.message..";
    private static final String PORTS = "org.pcm.gateway.information.port..";
    private static final String BUSINESS = "org.pcm.gateway.business..";
    private static final String CONTROL = "org.pcm.gateway.control..";
    private static final String RESOURCE = "org.pcm.gateway.resource..";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.pcm.gateway");

    private static DescribedPredicate<JavaClass> gatewayClassesOutside(String... packages) {
        return DescribedPredicate.describe(
                "gateway classes outside its own reach",
                type ->
                        resideInAPackage("org.pcm.gateway..").test(type)
                                && java.util.Arrays.stream(packages)
                                        .noneMatch(name -> resideInAPackage(name).test(type)));
    }

    @Test
    void information_knows_no_other_plane() {
        noClasses()
                .that()
                .resideInAPackage(INFORMATION)
                .should()
                .dependOnClassesThat(gatewayClassesOutside(INFORMATION))
                .check(CLASSES);
    }

    @Test
    void business_knows_only_messages() {
        noClasses()
                .that()
                .resideInAPackage(BUSINESS)
                .should()
                .dependOnClassesThat(gatewayClassesOutside(BUSINESS, MESSAGES))
                .check(CLASSES);
    }

    @Test
    void control_knows_messages_ports_and_the_queue() {
        noClasses()
                .that()
                .resideInAPackage(CONTROL)
                .should()
                .dependOnClassesThat(gatewayClassesOutside(CONTROL, MESSAGES, PORTS, BUSINESS))
                .check(CLASSES);
    }

    @Test
    void resource_knows_only_messages() {
        noClasses()
                .that()
                .resideInAPackage(RESOURCE)
                .should()
                .dependOnClassesThat(gatewayClassesOutside(RESOURCE, MESSAGES))
                .check(CLASSES);
    }

    @Test
    void only_the_information_plane_speaks_to_the_outside() {
        noClasses()
                .that()
                .resideOutsideOfPackage(INFORMATION)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.javalin..", "io.grpc..", "org.hyperledger..", "jakarta.servlet..")
                .check(CLASSES);
    }

    @Test
    void every_class_lies_in_a_plane_or_joins_them() {
        classes()
                .that()
                .resideInAPackage("org.pcm.gateway..")
                .should()
                .resideInAnyPackage(INFORMATION, BUSINESS, CONTROL, RESOURCE, "org.pcm.gateway")
                .check(CLASSES);
    }
}
