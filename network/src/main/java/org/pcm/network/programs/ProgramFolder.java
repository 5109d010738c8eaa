package org.pcm.network.programs;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for the folder with Fabric's programs: {@code PCM_FABRIC_BIN}, the folders of {@code PATH},
 * then the folder that downloads go to.
 *
 * @param environment this process's variables
 * @param home the user's home folder
 */
public record ProgramFolder(Map<String, String> environment, Path home) {
    /** The release that this was built and tested with. */
    public static final String VERSION = "3.1.5";

    /** What a network needs. */
    public static final List<String> NEEDED = List.of("orderer", "peer", "configtxgen", "osnadmin");

    private static final String VARIABLE = "PCM_FABRIC_BIN";

    /** Of this process. */
    public static ProgramFolder ofThisProcess() {
        return new ProgramFolder(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** Where downloads go. */
    public Path downloads() {
        return home.resolve(".pcm").resolve("fabric").resolve(VERSION);
    }

    /** The first folder that has all of them. One that was named is the only one looked at. */
    public Optional<Path> find() {
        String named = environment.get(VARIABLE);
        Stream<Path> candidates =
                named != null && !named.isBlank()
                        ? Stream.of(Path.of(named))
                        : Stream.concat(onPath(), Stream.of(downloads().resolve("bin")));
        return candidates.filter(ProgramFolder::isWhole).findFirst();
    }

    private Stream<Path> onPath() {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
    }

    /** Whether all programs are in a folder. */
    static boolean isWhole(Path folder) {
        return NEEDED.stream().allMatch(name -> Files.isExecutable(folder.resolve(name)));
    }

    /** What was looked for in vain, in one line. */
    public String whyNot() {
        String named = environment.get(VARIABLE);
        return named != null && !named.isBlank()
                ? VARIABLE + " names " + named + ", which lacks one of " + String.join(", ", NEEDED)
                : "Fabric's programs ("
                        + String.join(", ", NEEDED)
                        + ") were not found in "
                        + VARIABLE
                        + ", PATH or "
                        + downloads().resolve("bin");
    }
}
