package org.cordon.collector.supervise;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A task's view of its worker: whether to go on, and where to say how it fares. */
public final class Running {
    private final CountDownLatch stop;
    private final Condition condition;

    Running(CountDownLatch stop, Condition condition) {
        this.stop = stop;
        this.condition = condition;
    }

    public boolean goesOn() {
        return stop.getCount() > 0 && !Thread.currentThread().isInterrupted();
    }

    /** Says that all is well, and how many records wait. */
    public void well(long lag) {
        condition.well(lag);
    }

    /** Says what keeps it from its work. */
    public void unwell(String problem) {
        condition.unwell(problem);
    }

    /** Sleeps, but not past the end. */
    public void pause(Duration duration) {
        try {
            boolean stopped = stop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
            if (stopped) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
