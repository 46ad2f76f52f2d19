package org.cordon.lab.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The runnable jars of this checkout and how they are started: small heaps, quick starts, one core's worth of threads. */
record Jars(Path root) {

    private static final List<String> FRUGAL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CICompilerCount=1",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Xss256k");

    List<String> probe(List<String> arguments) {
        return java("probe/target/cordon-probe.jar", "32m", arguments);
    }

    List<String> collector(List<String> arguments) {
        return java("collector/target/cordon-collector.jar", "384m", arguments);
    }

    List<String> lab(List<String> arguments) {
        return java("lab/target/cordon-lab.jar", "96m", arguments);
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
