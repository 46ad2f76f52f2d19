package org.cordon.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.cordon.analysis.cli.update.RangeFolder;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.targets.ProviderRanges;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --ranges}: whose the addresses are, by the shipped editions and those that {@code update-targets} has fetched. */
public final class RangesOption {
    @Option(
            names = "--ranges",
            paramLabel = "DIR",
            description =
                    "Newer editions of the providers' ranges, as update-targets keeps them; each explains the blocks of"
                            + " its time. Default: those that are shipped.")
    private @Nullable Path dir;

    /** All editions that are known. @throws IOException if the directory holds none, or not what was downloaded */
    public ProviderRanges known() throws IOException {
        return RangeFolder.known(dir);
    }

    /** The detector's published defaults, with these ranges. */
    public DetectorSettings settings() throws IOException {
        return DetectorSettings.defaults(known());
    }
}
