package org.cordon.analysis.detect;

/** How far a verdict has come. */
public enum BlockState {
    /** The evidence passes the alarm threshold but comes from too few sites. */
    SUSPECTED,
    /** It comes from more than a third of the network's active sites, and from at least two. */
    CONFIRMED,
    /** The prefix answers again. */
    ENDED,
    /** The verdict was wrong; it stays published, with the reason. */
    RETRACTED
}
