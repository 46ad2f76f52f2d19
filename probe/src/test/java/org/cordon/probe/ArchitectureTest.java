package org.cordon.probe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows of docs/ARCHITECTURE.md inside the probe. */
@AnalyzeClasses(packages = "org.cordon", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("org.cordon.probe.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_probe_leaves_out_the_command_line_and_the_simulator_of_the_analysis = noClasses()
            .that()
            .resideInAPackage("org.cordon.probe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.cordon.analysis.cli..",
                    "org.cordon.analysis.simulate..",
                    "org.cordon.analysis.baseline..",
                    "org.cordon.analysis.evaluate..",
                    "org.cordon.collector..");

    @ArchTest
    static final ArchRule what_measures_knows_nothing_of_files_command_lines_or_uplinks = noClasses()
            .that()
            .resideInAnyPackage("org.cordon.probe.nettest..", "org.cordon.probe.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "picocli..", "org.apache.kafka..");
}
