package org.cordon.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows of docs/ARCHITECTURE.md inside the collector. */
@AnalyzeClasses(packages = "org.cordon", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("org.cordon.collector.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_collector_does_not_know_the_probe = noClasses()
            .that()
            .resideInAPackage("org.cordon.collector..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.cordon.probe..", "org.cordon.analysis.simulate..");

    @ArchTest
    static final ArchRule only_the_archive_knows_sql = noClasses()
            .that()
            .resideOutsideOfPackage("org.cordon.collector.archive..")
            .and()
            .resideInAPackage("org.cordon.collector..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.duckdb..");

    @ArchTest
    static final ArchRule only_the_api_and_the_gateway_know_http = noClasses()
            .that()
            .resideOutsideOfPackages("org.cordon.collector.api..", "org.cordon.collector.gateway..")
            .and()
            .resideInAPackage("org.cordon.collector..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule the_api_and_the_metrics_know_no_kafka = noClasses()
            .that()
            .resideInAnyPackage("org.cordon.collector.api..", "org.cordon.collector.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..", "org.cordon.collector.broker..");

    @ArchTest
    static final ArchRule the_judge_of_batches_and_the_fold_know_no_kafka = noClasses()
            .that()
            .haveNameMatching("org[.]cordon[.]collector[.](intake[.](Batch|Line)Judge|monitor[.](Saved)?Folds?).*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..", "org.cordon.collector.broker..");

    @ArchTest
    static final ArchRule the_embedded_broker_is_known_in_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("org.cordon.collector.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("kafka..");
}
