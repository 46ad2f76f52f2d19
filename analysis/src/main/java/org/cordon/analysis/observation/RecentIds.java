package org.cordon.analysis.observation;

/**
 * The newest ids, as 64-bit hashes in two generations: bounded memory, and among eight million a false match in some
 * 10^12 ids.
 */
public final class RecentIds {
    private final int generation;
    private HashTable young = new HashTable();
    private HashTable old = new HashTable();

    /** @param generation how many ids are remembered at least; twice as many at most. An id takes 16 to 32 bytes */
    public RecentIds(int generation) {
        this.generation = generation;
    }

    /** Remembers {@code id}; false if it is remembered already. */
    public boolean add(String id) {
        long hash = hash(id);
        if (old.contains(hash) || !young.add(hash)) {
            return false;
        }
        if (young.size() >= generation) {
            old = young;
            young = new HashTable();
        }
        return true;
    }

    /** FNV-1a over the characters, finished as in SplitMix64. */
    private static long hash(String id) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            h = (h ^ id.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
        h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
        return h ^ h >>> 31;
    }
}
