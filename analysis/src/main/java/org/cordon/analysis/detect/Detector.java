package org.cordon.analysis.detect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;

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
    private final DetectorSettings settings;
    private final TargetTrie trie = new TargetTrie();
    private final Names names = new Names();
    private final OutsideView controls;
    private final Map<String, Country> countries = new TreeMap<>();
    private final Map<String, Block> changes = new LinkedHashMap<>();

    public Detector(DetectorSettings settings) {
        this.settings = settings;
        this.controls = new OutsideView(trie, settings);
    }

    /** Takes the next observation, in fold order ({@link Observation#foldTime}). */
    public void accept(Observation o) {
        Address ip = o.ip();
        boolean ordinary = o.mode() == null || o.mode() == LinkMode.NORMAL;
        if (ip == null || !ordinary) {
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

    private void changed(Block block) {
        changes.put(block.id(), block);
    }

    /** All blocks found so far, ended and retracted ones included, in {@link Block#ORDER}. */
    public List<Block> blocks() {
        return countries.values().stream()
                .flatMap(country -> country.networks().stream())
                .flatMap(network -> network.blocks().stream())
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
}
