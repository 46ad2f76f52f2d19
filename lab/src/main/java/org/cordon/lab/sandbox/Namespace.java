package org.cordon.lab.sandbox;

import java.util.ArrayList;
import java.util.List;

/** One named network namespace. */
public final class Namespace {
    private final String name;

    private Namespace(String name) {
        this.name = name;
    }

    /** Makes a namespace whose loopback is up and that has nothing else. */
    static Namespace create(String name) throws SandboxFailure {
        Tool.run(List.of("ip", "netns", "add", name), "");
        Namespace namespace = new Namespace(name);
        namespace.ip("link set lo up");
        return namespace;
    }

    public String name() {
        return name;
    }

    /** Runs the lines of an {@code ip -batch}. */
    void ip(String... lines) throws SandboxFailure {
        Tool.run(List.of("ip", "-n", name, "-batch", "-"), String.join("\n", lines) + "\n");
    }

    /** What {@code ip} prints for one question. */
    String show(String... question) throws SandboxFailure {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(question));
        return Tool.run(command, "");
    }

    public void sysctl(String setting) throws SandboxFailure {
        Tool.run(inside(List.of("sysctl", "-qw", setting)), "");
    }

    /** Replaces rules in one step. */
    public void nft(String script) throws SandboxFailure {
        Tool.run(inside(List.of("nft", "-f", "-")), script);
    }

    /** {@code command} as it is run inside. */
    public List<String> inside(List<String> command) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", name));
        inside.addAll(command);
        return inside;
    }
}
