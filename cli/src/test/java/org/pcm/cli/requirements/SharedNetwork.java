package org.pcm.cli.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.pcm.cli.network.RealLedger;
import org.pcm.network.FabricPrograms;
import org.pcm.network.LocalNetwork;

/**
 * One real network for all test classes that leave it as sound as they found it: bringing it up
 * takes longer than most of them. The first that asks has it brought up; it is taken down when all
 * tests are over. Where Fabric's programs are missing, the tests that ask are skipped.
 */
public final class SharedNetwork implements ExecutionCondition, ParameterResolver {
    private record Running(RealLedger ledger, Path folder) implements AutoCloseable {
        static Running up() {
            try {
                Path folder = Files.createTempDirectory("pcm shared network");
                LocalNetwork.Options options =
                        LocalNetwork.Options.in(folder.resolve("network")).withBasePort(0);
                return new Running(RealLedger.up(options, step -> {}), folder);
            } catch (IOException e) {
                throw new IllegalStateException("no network came up", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("no network came up", e);
            }
        }

        @Override
        public void close() throws IOException {
            ledger.close();
            ledger.network().clean();
            Files.delete(folder);
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return FabricPrograms.find().isPresent()
                ? ConditionEvaluationResult.enabled("Fabric's programs are here")
                : ConditionEvaluationResult.disabled(FabricPrograms.howToGetThem());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RealLedger.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Running.class, type -> Running.up(), Running.class)
                .ledger();
    }
}
