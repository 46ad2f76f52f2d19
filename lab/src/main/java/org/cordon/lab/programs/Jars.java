package org.cordon.lab.programs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The runnable jars of this checkout and how they are started: small heaps, quick starts, one core's worth of threads. */
public record Jars(Path root) {

    private static final List<String> FRUGAL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CICompilerCount=1",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Xss256k");

    public List<String> probe(List<String> arguments) {
        return java("probe/target/cordon-probe.jar", "32m", arguments);
    }

    public List<String> collector(List<String> arguments) {
        return java("collector/target/cordon-collector.jar", "384m", arguments);
    }

    public List<String> lab(List<String> arguments) {
        return java("lab/target/cordon-lab.jar", "96m", arguments);
    }

    /** A tool of Kafka's own, which the collector's jar brings along. */
    public List<String> kafka(String tool, List<String> arguments) {
        List<String> command = java("collector/target/cordon-collector.jar", "256m", List.of());
        int jar = command.indexOf("-jar");
        command.set(jar, "-cp");
        command.add(tool);
        command.addAll(arguments);
        return command;
    }

    private List<String> java(String jar, String heap, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FRUGAL);
        command.add("-Xmx" + heap);
        // libraries unpack their native parts there: they must go when this process goes
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.add("-jar");
        command.add(root.resolve(jar).toString());
        command.addAll(arguments);
        return command;
    }
}
