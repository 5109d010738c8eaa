package org.pcm.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.pcm.network.programs.ProgramFolder;
import org.pcm.network.programs.Release;

/**
 * Fabric's own programs, which a local network runs.
 *
 * @param folder where they lie
 */
public record FabricPrograms(Path folder) {
    /** Those on this machine; nothing is downloaded. */
    public static Optional<FabricPrograms> find() {
        return ProgramFolder.ofThisProcess().find().map(FabricPrograms::new);
    }

    /** Where they were looked for in vain and how to get them, in one line. */
    public static String howToGetThem() {
        return ProgramFolder.ofThisProcess().whyNot()
                + "; pcm network up downloads them where it can, else unpack Fabric's release "
                + ProgramFolder.VERSION
                + " and name its bin folder in PCM_FABRIC_BIN";
    }

    /**
     * Those on this machine, else the release's, downloaded.
     *
     * @param release where from
     * @throws IOException when there are none to be had: one line says why, and the way out
     */
    public static FabricPrograms findOrDownload(Release release, Consumer<String> progress)
            throws IOException, InterruptedException {
        ProgramFolder folder = ProgramFolder.ofThisProcess();
        Optional<Path> found = folder.find();
        return new FabricPrograms(
                found.isPresent() ? found.get() : release.download(folder, progress));
    }
}
