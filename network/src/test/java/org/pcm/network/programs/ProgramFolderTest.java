package org.pcm.network.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Fabric's programs are looked for. */
class ProgramFolderTest {
    @TempDir Path folder;

    private Path programs(String name) throws IOException {
        Path bin = Files.createDirectories(folder.resolve(name));
        for (String program : ProgramFolder.NEEDED) {
            assertThat(Files.createFile(bin.resolve(program)).toFile().setExecutable(true))
                    .isTrue();
        }
        return bin;
    }

    @Test
    void the_folder_that_was_named_comes_before_all_others() throws IOException {
        Path named = programs("named");
        Path onPath = programs("on-path");
        assertThat(
                        new ProgramFolder(
                                        Map.of(
                                                "PCM_FABRIC_BIN",
                                                named.toString(),
                                                "PATH",
                                                onPath.toString()),
                                        folder)
                                .find())
                .contains(named);
    }

    @Test
    void the_path_comes_next_and_earlier_downloads_last() throws IOException {
        Path downloaded = programs(".pcm/fabric/" + ProgramFolder.VERSION + "/bin");
        assertThat(new ProgramFolder(Map.of("PATH", ""), folder).find()).contains(downloaded);
        Path onPath = programs("on-path");
        assertThat(new ProgramFolder(Map.of("PATH", onPath.toString()), folder).find())
                .contains(onPath);
    }

    @Test
    void a_named_folder_that_lacks_one_is_not_made_up_for_elsewhere() throws IOException {
        Path named = programs("named");
        Files.delete(named.resolve("osnadmin"));
        ProgramFolder search =
                new ProgramFolder(
                        Map.of(
                                "PCM_FABRIC_BIN",
                                named.toString(),
                                "PATH",
                                programs("on-path").toString()),
                        folder);
        assertThat(search.find()).isEmpty();
        assertThat(search.whyNot()).contains("PCM_FABRIC_BIN", named.toString(), "osnadmin");
        assertThat(search.whyNot()).hasLineCount(1);
    }
}
