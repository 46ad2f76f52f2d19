package org.cordon.analysis.registry;

import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;

/**
 * The address space as a register has it at one instant: three disjoint sets, each as the smallest list of prefixes.
 *
 * @param listed certainly listed
 * @param uncertain perhaps listed: the bounds of the listing or of its removal do not say
 * @param lifted listed once, certainly no longer
 */
public record ListedSpace(List<Prefix> listed, List<Prefix> uncertain, List<Prefix> lifted) {

    static ListedSpace of(List<Prefix> listed, List<Prefix> uncertain, List<Prefix> lifted) {
        List<Prefix> certain = PrefixSet.aggregate(listed);
        List<Prefix> perhaps = PrefixSet.difference(uncertain, certain);
        List<Prefix> either = new ArrayList<>(certain);
        either.addAll(perhaps);
        return new ListedSpace(certain, perhaps, PrefixSet.difference(lifted, either));
    }
}
