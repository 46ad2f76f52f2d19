package org.cordon.analysis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cordon.analysis.registry.April2018;
import org.cordon.analysis.registry.Problem;
import org.cordon.analysis.registry.Register;
import org.cordon.analysis.registry.RegisterReader;
import org.cordon.analysis.wire.WholeGzip;

/** A register as commands name it: a file, plain or packed, or the shipped list of April 2018. */
final class RegisterFile {
    private static final int SHOWN = 10;

    private RegisterFile() {}

    /** Reads it, and tells {@code err} what is wrong with it, line by line. */
    static Register read(String name, PrintWriter err) throws IOException {
        if (name.equals(April2018.NAME)) {
            return April2018.subnets();
        }
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            Register register = RegisterReader.read(WholeGzip.unpacked(in, 1 << 16));
            List<Problem> kept = register.problems().kept();
            kept.stream().limit(SHOWN).forEach(p -> err.println(name + ":" + p.line() + ": " + p.reason()));
            long all = register.problems().counts().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            err.println(name + ": " + register.rows() + " rows used, " + all + " problems");
            return register;
        }
    }
}
