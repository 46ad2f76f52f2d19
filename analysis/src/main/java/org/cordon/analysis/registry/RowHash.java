package org.cordon.analysis.registry;

/** A 64-bit hash of text that is cheap and spreads well (FNV-1a over UTF-16 units, then a finalizer). */
final class RowHash {
    private long state = 0xcbf29ce484222325L;

    RowHash add(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            state = (state ^ text.charAt(i)) * 0x100000001b3L;
        }
        // a separator that no text contains, so that "ab","c" differs from "a","bc"
        state = (state ^ 0x1_0000L) * 0x100000001b3L;
        return this;
    }

    long value() {
        long mixed = (state ^ state >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
