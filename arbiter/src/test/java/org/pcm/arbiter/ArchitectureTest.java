package org.pcm.arbiter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the arbiter may see: that it checks the devnode rests on sharing no code with it. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.pcm.arbiter");

    @Test
    void the_arbiter_shares_no_code_with_devnode_or_gateway() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.pcm.devnode..", "org.pcm.gateway..", "org.pcm.chaincode..")
                .check(CLASSES);
    }

    @Test
    void block_verification_stands_without_the_replay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("audit")
                .definedBy("org.pcm.arbiter")
                .layer("replay")
                .definedBy("org.pcm.arbiter.replay..")
                .layer("chain")
                .definedBy("org.pcm.arbiter.chain..")
                .layer("ledger")
                .definedBy("org.pcm.arbiter.ledger..")
                .layer("channel")
                .definedBy("org.pcm.arbiter.channel..")
                .layer("block")
                .definedBy("org.pcm.arbiter.block..")
                .whereLayer("audit")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("replay")
                .mayOnlyBeAccessedByLayers("audit")
                .whereLayer("chain")
                .mayOnlyBeAccessedByLayers("audit", "replay")
                .whereLayer("ledger")
                .mayOnlyBeAccessedByLayers("chain")
                .whereLayer("channel")
                .mayOnlyBeAccessedByLayers("audit", "chain")
                .check(CLASSES);
    }

    @Test
    void only_the_replay_knows_the_contract() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.pcm.arbiter.block..",
                        "org.pcm.arbiter.channel..",
                        "org.pcm.arbiter.chain..",
                        "org.pcm.arbiter.ledger..",
                        "org.pcm.arbiter.source..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.pcm.cooperation..")
                .check(CLASSES);
    }
}
