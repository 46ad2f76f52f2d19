package org.cordon.analysis.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar where somebody looks on, nothing where output goes into a pipe or file. */
public final class Progress implements AutoCloseable {
    /** Steps between two updates: drawing is slower than folding. */
    private static final int CHUNK = 4_096;

    private final @Nullable ProgressBar bar;
    private int pending;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** @param task what is done, such as "Reading" */
    public static Progress start(String task, PrintWriter err) {
        if (System.console() == null) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" observations", 1)
                .build());
    }

    public void step() {
        if (bar != null && ++pending == CHUNK) {
            bar.stepBy(CHUNK);
            pending = 0;
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
