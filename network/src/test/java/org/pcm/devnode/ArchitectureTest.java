package org.pcm.devnode;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.MessageDigest;
import java.security.Signature;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses devnode =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.pcm.devnode");

    @Test
    void packages_do_not_depend_on_each_other_in_circles() {
        slices().matching("org.pcm.devnode.(*)..").should().beFreeOfCycles().check(devnode);
        noClasses()
                .that()
                .resideInAPackage("org.pcm.devnode.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.pcm.devnode")
                .check(devnode);
    }

    @Test
    void one_package_does_the_arithmetic() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.pcm.devnode.crypto")
                .should()
                .callMethod(MessageDigest.class, "getInstance", String.class)
                .orShould()
                .callMethod(Signature.class, "getInstance", String.class)
                .check(devnode);
    }

    @Test
    void nothing_of_pcm_is_used() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "are the devnode's or foreign",
                                c ->
                                        !c.getPackageName().startsWith("org.pcm.")
                                                || c.getPackageName()
                                                        .startsWith("org.pcm.devnode")))
                .check(devnode);
    }
}
