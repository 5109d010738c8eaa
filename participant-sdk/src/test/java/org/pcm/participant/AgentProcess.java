package org.pcm.participant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An agent in a process of its own, so that it can be killed. */
final class AgentProcess {

    private final Process process;

    private AgentProcess(Process process) {
        this.process = process;
    }

    /** The process: works until it is killed. */
    public static void main(String[] arguments) throws IOException {
        Agent agent = Agent.start(Site.read(Path.of(arguments[0])));
        agent.awaitDrained();
        agent.close();
    }

    static AgentProcess start(Path site) throws IOException {
        return start(site, "");
    }

    /** Finds programs in a folder before all others. */
    static AgentProcess start(Path site, String programs) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command =
                List.of(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        AgentProcess.class.getName(),
                        site.toString());
        Path log = site.resolveSibling("agent.log");
        ProcessBuilder process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (!programs.isEmpty()) {
            process.environment().merge("PATH", programs, (usual, first) -> first + ":" + usual);
        }
        return new AgentProcess(process.start());
    }

    /** Kill -9; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    boolean isAlive() {
        return process.isAlive();
    }
}
