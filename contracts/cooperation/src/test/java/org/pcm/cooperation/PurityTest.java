package org.pcm.cooperation;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.member.Roster;
import org.pcm.cooperation.page.ReadOnce;
import org.pcm.cooperation.round.Cooperation;

/**
 * The contract is a pure function, so that every peer computes the same bytes: no clock, no
 * randomness, no input or output, no threads, no floating point, nothing that depends on where it
 * runs or on what ran before.
 */
class PurityTest {
    static final JavaClasses CONTRACT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.pcm.cooperation");

    /** Of the JDK, besides java.lang: what the contract may use, class by class. */
    private static final Set<String> JDK =
            Set.of(
                    "java.io.ByteArrayOutputStream",
                    "java.io.IOException",
                    "java.io.OutputStream",
                    "java.io.Serializable",
                    "java.io.UncheckedIOException",
                    "java.math.BigInteger",
                    "java.nio.Buffer",
                    "java.nio.ByteBuffer",
                    "java.nio.CharBuffer",
                    "java.util.ArrayList",
                    "java.util.Arrays",
                    "java.util.Base64",
                    "java.util.Base64$Decoder",
                    "java.util.Base64$Encoder",
                    "java.util.Collection",
                    "java.util.Comparator",
                    "java.util.EnumMap",
                    "java.util.HashMap",
                    "java.util.HashSet",
                    "java.util.HexFormat",
                    "java.util.Iterator",
                    "java.util.LinkedHashMap",
                    "java.util.List",
                    "java.util.Map",
                    "java.util.Map$Entry",
                    "java.util.NavigableMap",
                    "java.util.NavigableSet",
                    "java.util.Objects",
                    "java.util.Optional",
                    "java.util.OptionalLong",
                    "java.util.PrimitiveIterator$OfInt",
                    "java.util.Set",
                    "java.util.SortedMap",
                    "java.util.TreeMap",
                    "java.util.TreeSet");

    private static final DescribedPredicate<JavaClass> ALLOWED =
            resideInAnyPackage(
                            "org.pcm.cooperation..",
                            "java.lang",
                            "java.lang.annotation",
                            "java.lang.invoke",
                            "java.lang.runtime",
                            "java.nio.charset",
                            "java.security..",
                            "java.util.function",
                            "java.util.regex",
                            "java.util.stream",
                            "org.jspecify.annotations",
                            "com.fasterxml.jackson.core..")
                    .or(DescribedPredicate.describe("of the JDK's list", c -> isListed(c)))
                    .or(
                            DescribedPredicate.describe(
                                    "arrays and primitives of integers",
                                    c -> c.isArray() || (c.isPrimitive() && !isFloating(c))));

    private static boolean isListed(JavaClass type) {
        return JDK.contains(type.getName());
    }

    private static boolean isFloating(JavaClass type) {
        return type.isEquivalentTo(double.class) || type.isEquivalentTo(float.class);
    }

    private static final ArchRule NOTHING_ELSE =
            classes().should().onlyDependOnClassesThat(ALLOWED);

    /** In java.lang and java.util: what depends on the process, the place, or the day. */
    private static final ArchRule NOTHING_IMPURE =
            noClasses()
                    .should()
                    .accessTargetWhere(
                            DescribedPredicate.describe("is impure", PurityTest::isImpure));

    private static final ArchRule NO_THREADS_OR_PROCESSES =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            assignableTo(Thread.class)
                                    .or(assignableTo(ThreadLocal.class))
                                    .or(assignableTo(Runtime.class))
                                    .or(assignableTo(ProcessBuilder.class))
                                    .or(assignableTo(Double.class))
                                    .or(assignableTo(Float.class))
                                    .or(assignableTo(ClassLoader.class)));

    private static boolean isImpure(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        boolean noArguments =
                access.getTarget() instanceof AccessTarget.CodeUnitCallTarget t
                        && t.getRawParameterTypes().isEmpty();
        return switch (owner) {
            case "java.lang.System" -> !name.equals("arraycopy");
            case "java.lang.Math" -> name.equals("random");
            case "java.lang.String" ->
                    Set.of("format", "formatted").contains(name)
                            || (noArguments
                                    && Set.of("toLowerCase", "toUpperCase", "getBytes")
                                            .contains(name))
                            || (name.equals("<init>") && readsDefaultCharset(access));
            case "java.lang.Object" -> name.equals("hashCode");
            case "java.util.Set", "java.util.Map" ->
                    Set.of("of", "copyOf", "ofEntries").contains(name) && !noArguments;
            case "java.util.stream.Collectors" ->
                    Set.of("toSet", "toUnmodifiableSet", "toMap", "groupingBy").contains(name);
            default -> Set.of("parallel", "parallelStream", "identityHashCode").contains(name);
        };
    }

    private static boolean readsDefaultCharset(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.ConstructorCallTarget t
                && t.getRawParameterTypes().stream()
                        .map(HasName::getName)
                        .toList()
                        .equals(List.of("[B"));
    }

    @Test
    void it_uses_nothing_but_pure_classes_jspecify_and_the_json_parser() {
        NOTHING_ELSE.check(CONTRACT);
    }

    @Test
    void it_asks_nothing_of_the_process_the_place_or_the_day() {
        NOTHING_IMPURE.check(CONTRACT);
        NO_THREADS_OR_PROCESSES.check(CONTRACT);
    }

    /** Sets and maps by hash have an order that means nothing: these only ask whether. */
    @Test
    void only_look_ups_use_hashes() {
        noClasses()
                .that(
                        not(
                                belongToAnyOf(
                                        Life.class,
                                        Demand.class,
                                        Budget.class,
                                        Cooperation.class,
                                        Roster.class,
                                        ReadOnce.class)))
                .should()
                .dependOnClassesThat(type(HashMap.class).or(type(HashSet.class)))
                .check(CONTRACT);
    }

    @Test
    void its_text_has_no_floating_point_at_all() throws IOException {
        Pattern floating = Pattern.compile("\\b(double|float|Double|Float|BigDecimal)\\b");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources = files.filter(f -> f.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(50);
            for (Path source : sources) {
                assertThat(floating.matcher(Files.readString(source)).find())
                        .as(source.toString())
                        .isFalse();
            }
        }
    }

    /** What these rules are there to catch. */
    @SuppressWarnings("all")
    private static final class Planted {
        static Object clock() {
            return Instant.now();
        }

        static Object id() {
            return UUID.randomUUID();
        }

        static Object dice() {
            return new Random();
        }

        static String shout(String text) {
            return text.toUpperCase();
        }

        static String number(int n) {
            return String.format(Locale.ROOT, "%d", n);
        }

        static Object some() {
            return Set.of(1, 2);
        }
    }

    @Test
    void the_rules_catch_what_is_planted() {
        JavaClasses planted = new ClassFileImporter().importClasses(Planted.class);
        assertThatThrownBy(() -> NOTHING_ELSE.check(planted))
                .hasMessageContaining("Instant.now")
                .hasMessageContaining("UUID.randomUUID")
                .hasMessageContaining("java.util.Random");
        assertThatThrownBy(() -> NOTHING_IMPURE.check(planted))
                .hasMessageContaining("toUpperCase")
                .hasMessageContaining("String.format")
                .hasMessageContaining("Set.of");
    }
}
