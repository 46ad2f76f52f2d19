package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/**
 * Finds blocked prefixes in a sequence of observations. A pure fold: the same observations in the same order give the same
 * blocks, byte for byte; there is no clock but the observations' own time.
 *
 * <p>Each attempt becomes a log-likelihood ratio, blocked against open (Wald, 1945):
 *
 * <pre>
 *   failure: ln( (1 − λ·a) / (1 − a·(1 − q)) )      success: ln( λ / (1 − q) )
 * </pre>
 *
 * where a is the target's availability to somebody whom nobody blocks ({@link OutsideView}), λ the leak of a block and q the
 * loss of the probe's own link ({@link ProbeHealth}). A dead target (a → 0) says nothing. The ratios feed a CUSUM (Page, 1954)
 * on every prefix around the address, for which no sequential test of the same false-alarm rate is faster in the worst case
 * (Lorden, 1971); {@link EvidenceTree} chooses the prefixes that explain all of it in the fewest words (Rissanen, 1978).
 * Availability learnt from outside follows the idea of Quan et al. (2013), belief in a block of addresses from few attempts.
 */
public final class Detector {
    /** Of the saved state. */
    private static final int FORMAT = 5;

    private final DetectorSettings settings;
    private final long lateness;
    private final TargetTrie trie;
    private final Names names;
    private final OutsideView controls;
    private final Map<String, Country> countries = new TreeMap<>();
    private final Map<String, Block> changes = new LinkedHashMap<>();

    public Detector(DetectorSettings settings) {
        this(settings, new TargetTrie(), new Names());
    }

    private Detector(DetectorSettings settings, TargetTrie trie, Names names) {
        this(settings, trie, names, new OutsideView(trie, settings));
    }

    private Detector(DetectorSettings settings, TargetTrie trie, Names names, OutsideView controls) {
        this.settings = settings;
        this.lateness = settings.lateness().toMillis();
        this.trie = trie;
        this.names = names;
        this.controls = controls;
    }

    /** Takes the next observation, in fold order ({@link Observation#foldTime}). */
    public void accept(Observation o) {
        Address ip = o.ip();
        boolean ordinary = o.mode() == null || o.mode() == LinkMode.NORMAL;
        if (ip == null || !ordinary || !judges(o.test()) || isLate(o)) {
            return;
        }
        int leaf = trie.leaf(ip);
        int site = names.number(o.siteOrProbe());
        int probe = names.number(o.probe());
        if (o.role() == Role.CONTROL) {
            Country.outside(controls, o, leaf, site, probe);
            countries.values().forEach(country -> country.outside(o, leaf, site, probe));
            return;
        }
        Country own = countries.get(o.cc());
        if (own == null) {
            own = new Country(o.cc(), trie, settings, new OutsideView(controls), this::changed);
            countries.put(o.cc(), own);
        }
        own.inside(o, leaf, site, probe);
        if (countries.size() > 1) {
            for (Country other : countries.values()) {
                if (other != own) {
                    other.outside(o, leaf, site, probe);
                }
            }
        }
    }

    /** Whether {@code o} came in so long after the attempt that it says nothing about now; it is history, not evidence. */
    public boolean isLate(Observation o) {
        return o.foldTime().toEpochMilli() - o.at().toEpochMilli() > lateness;
    }

    /** Whether an attempt of that nettest is evidence; nothing is made of one that nobody here knows. */
    public static boolean judges(String test) {
        return Layer.knows(test);
    }

    private void changed(Block block) {
        changes.put(block.id(), block);
    }

    /** All blocks found so far, ended and retracted ones included, in {@link Block#ORDER}. */
    public List<Block> blocks() {
        return countries.values().stream()
                .flatMap(country -> country.networks().stream())
                .flatMap(network -> network.records().all().stream())
                .sorted(Block.ORDER)
                .toList();
    }

    /** Blocks that are new or changed since the last call, each once in its newest revision. */
    public List<Block> drainChanges() {
        List<Block> drained = List.copyOf(changes.values());
        changes.clear();
        return drained;
    }

    /** Confirmed blocks of the same or nested prefixes across the networks of one country, by country and prefix. */
    public List<Incident> incidents() {
        return Incidents.group(
                blocks(),
                countries.values().stream()
                        .flatMap(country -> country.networks().stream())
                        .toList());
    }

    /** What is known of {@code prefix} in each network that measured anything, by country, then AS number. */
    public List<Coverage> coverage(Prefix prefix) {
        return countries.values().stream()
                .flatMap(country -> country.coverage(prefix).stream())
                .toList();
    }

    /**
     * Writes the whole state: a detector that is restored from it goes on as this one would, byte for byte.
     *
     * @throws IOException if {@code out} does
     */
    public void save(DataOutput out) throws IOException {
        out.writeInt(FORMAT);
        trie.save(out);
        names.save(out);
        controls.save(out);
        out.writeInt(countries.size());
        for (Country country : countries.values()) {
            country.save(out);
        }
        out.writeInt(changes.size());
        for (Block block : changes.values()) {
            SavedBlock.write(out, block);
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param settings those of the detector that was saved
     * @throws IOException if it is of another format, damaged or cut off
     */
    public static Detector restore(DataInput in, DetectorSettings settings) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("a saved detector of format " + format + ", not " + FORMAT);
        }
        TargetTrie trie = TargetTrie.restore(in);
        Names names = Names.restore(in);
        Detector detector = new Detector(settings, trie, names, OutsideView.restore(in, trie, settings));
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            Country country = Country.restore(in, trie, settings, detector::changed);
            detector.countries.put(country.cc(), country);
        }
        int changed = Saved.count(in);
        for (int i = 0; i < changed; i++) {
            detector.changed(SavedBlock.read(in));
        }
        return detector;
    }
}
