package org.cordon.analysis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows of docs/ARCHITECTURE.md inside the analysis. */
@AnalyzeClasses(packages = "org.cordon.analysis", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule the_core_knows_only_java_and_jspecify = classes()
            .that()
            .resideOutsideOfPackages("..analysis.wire..", "..analysis.cli..", "..analysis.program..")
            .should()
            .onlyDependOnClassesThat()
            // javax.xml.stream is the JDK's own (module java.xml): the register is exported as XML
            .resideInAnyPackage("org.cordon.analysis..", "java..", "org.jspecify..", "javax.xml.stream..");

    @ArchTest
    static final ArchRule the_core_does_not_know_its_edges = noClasses()
            .that()
            .resideOutsideOfPackages("..analysis.wire..", "..analysis.cli..", "..analysis.program..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..analysis.wire..", "..analysis.cli..", "..analysis.program..");

    @ArchTest
    static final ArchRule wire_adds_jackson_and_nothing_else = classes()
            .that()
            .resideInAPackage("..analysis.wire..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.cordon.analysis..", "java..", "org.jspecify..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule there_is_no_socket_thread_or_clock = noClasses()
            .that()
            .resideOutsideOfPackages("..analysis.wire..", "..analysis.cli..", "..analysis.program..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.channels..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("org.cordon.analysis.(*)..").should().beFreeOfCycles();
}
