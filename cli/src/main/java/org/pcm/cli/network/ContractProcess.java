package org.pcm.cli.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pcm.chaincode.Main;
import org.pcm.network.ChaincodeProgram;

/** The cooperation contract as a process of its own, run from the class path of this one. */
public final class ContractProcess {
    /** Small and quick to start (measured: the optimising compiler gains nothing there). */
    private static final List<String> JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xss512k",
                    "-Xmx192m",
                    "--enable-native-access=ALL-UNNAMED");

    private ContractProcess() {}

    /** For a network's chaincode of this name. */
    public static ChaincodeProgram named(String name) {
        return program(name, Main.class.getName());
    }

    /**
     * Any other chaincode on this class path.
     *
     * @param main its main class
     */
    public static ChaincodeProgram program(String name, String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add(main);
        return new ChaincodeProgram(
                name, "1", command, Map.of("CLASSPATH", System.getProperty("java.class.path")));
    }
}
