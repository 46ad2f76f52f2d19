package org.cordon.analysis.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The reliability table of stated confidences: records by what they say, and how many of them are true.
 *
 * @param bins ten of equal width, from 0 to 1
 */
public record Reliability(List<Bin> bins) {
    private static final int COUNT = 10;

    /** None yet. */
    public static final Reliability NONE = new Reliability(
            IntStream.range(0, COUNT).mapToObj(i -> new Bin(0, 0, 0)).toList());

    /**
     * One tenth of the scale.
     *
     * @param records how many records say so
     * @param said sum of what they say
     * @param came how many of them are true
     */
    public record Bin(int records, double said, int came) {
        Bin plus(Bin other) {
            return new Bin(records + other.records, said + other.said, came + other.came);
        }

        /** Mean confidence of the records. @return 0 without any */
        public double meanSaid() {
            return records == 0 ? 0 : said / records;
        }

        /** Share of them that is true. @return 0 without any */
        public double shareTrue() {
            return records == 0 ? 0 : (double) came / records;
        }
    }

    /** With one record more. */
    Reliability with(double confidence, boolean isTrue) {
        List<Bin> more = new ArrayList<>(bins);
        int bin = (int) Math.min(COUNT - 1, confidence * COUNT);
        more.set(bin, bins.get(bin).plus(new Bin(1, confidence, isTrue ? 1 : 0)));
        return new Reliability(List.copyOf(more));
    }

    /** Both together. */
    public Reliability plus(Reliability other) {
        return new Reliability(IntStream.range(0, COUNT)
                .mapToObj(i -> bins.get(i).plus(other.bins.get(i)))
                .toList());
    }

    /** Number of records. */
    public int records() {
        return bins.stream().mapToInt(Bin::records).sum();
    }

    /** Expected calibration error, 0–1: by how much word and truth differ, over all records. 0 without any. */
    public double error() {
        double apart =
                bins.stream().mapToDouble(bin -> Math.abs(bin.said - bin.came)).sum();
        return records() == 0 ? 0 : apart / records();
    }
}
