package org.pcm.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository, as a test sees them. */
final class Repository {
    private Repository() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("pcm")) || !Files.exists(folder.resolve("contracts"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not within the repository");
            }
        }
        return folder;
    }

    /** All Markdown documents: at the top and under {@code docs}. */
    static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(root());
                Stream<Path> docs = Files.walk(root().resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The one source file of a class by its simple name, with its package's last name before it
     * where that is not enough.
     */
    static Path source(String name) throws IOException {
        try (Stream<Path> files = Files.walk(root())) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith("/" + name + ".java"))
                            .filter(file -> !file.toString().contains("/target/"))
                            .toList();
            if (found.size() != 1) {
                throw new IllegalStateException(name + " names " + found.size() + " source files");
            }
            return found.getFirst();
        }
    }
}
