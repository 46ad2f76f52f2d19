package org.cordon.analysis.observation;

/**
 * Ties attempts that must be compared: the same address with another SNI, the same name at a sibling prefix.
 *
 * @param id the same for all arms of one comparison, ≤ 64 characters
 * @param arm what differs, such as {@code target}, {@code neutral}, {@code none}
 * @param order position in which the arms were tried, from 0
 */
public record Pair(String id, String arm, int order) {}
