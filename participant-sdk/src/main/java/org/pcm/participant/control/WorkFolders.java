package org.pcm.participant.control;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.pcm.participant.resource.AttemptId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts' folders on disk. */
public final class WorkFolders {

    private static final Logger LOG = LoggerFactory.getLogger(WorkFolders.class);

    private final Path root;

    /** Folders under {@code root}. */
    public WorkFolders(Path root) {
        this.root = root;
    }

    /** An attempt's folder. */
    public Path of(AttemptId id) {
        return root.resolve(id.fileName());
    }

    /**
     * Removes an attempt's folder with all that its task left; links are removed, never followed.
     */
    void delete(AttemptId id) {
        Path folder = of(id);
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", folder, e.getMessage());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
