package org.pcm.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of docs/traceability.md points at classes and at tests that exist. */
class TraceabilityTest {
    private record Row(String id, String classes, String tests, String devnode, String fabric) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Repository.root().resolve("docs/traceability.md")).stream()
                .filter(line -> line.matches("\\| [PABDR]\\d+ \\|.*"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
                .map(cells -> new Row(cells[0], cells[2], cells[3], cells[4], cells[5]))
                .toList();
    }

    private static List<String> names(String cell) {
        return Stream.of(cell.split(",")).map(name -> name.replace("`", "").strip()).toList();
    }

    @Test
    void the_table_has_rows_and_no_id_twice() throws IOException {
        assertThat(rows()).extracting(Row::id).hasSizeGreaterThan(15).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> every_row_points_at_something() throws IOException {
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.id, () -> check(row)));
    }

    private static void check(Row row) throws IOException {
        for (String name : names(row.classes)) {
            assertThat(Repository.source(name)).as(row.id).exists();
        }
        for (String test : names(row.tests)) {
            String[] parts = test.split("#", -1);
            assertThat(parts).as("%s names a test as Class#method", row.id).hasSize(2);
            String source = Files.readString(Repository.source(parts[0]));
            assertThat(source)
                    .as("%s: %s", row.id, test)
                    .containsPattern("@(Test|ParameterizedTest|TestFactory)");
            assertThat(source).as("%s: %s", row.id, test).containsPattern("\\b" + parts[1] + "\\(");
        }
        assertThat(row.devnode).as("%s: devnode mark", row.id).isIn("CI", "–");
        assertThat(row.fabric)
                .as("%s: Fabric mark", row.id)
                .matches("–|\\d{4}-\\d{2}-\\d{2} [0-9a-f]{7,}");
    }
}
