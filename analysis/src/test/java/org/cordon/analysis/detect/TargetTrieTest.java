package org.cordon.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cordon.analysis.prefix.Address;
import org.junit.jupiter.api.Test;

class TargetTrieTest {
    @Test
    void addresses_of_both_families_with_the_same_bits_are_two_leaves() {
        TargetTrie trie = new TargetTrie();
        int v4 = trie.leaf(Address.v4(0x20010db8));
        int v6 = trie.leaf(Address.parse("2001:db8::"));
        assertNotEquals(v4, v6);
        for (int i = 0; i < 1_000; i++) {
            trie.leaf(Address.v4(i << 8));
        }
        assertEquals(v4, trie.leaf(Address.v4(0x20010db8)));
        assertEquals(v6, trie.leaf(Address.parse("2001:db8::")));
    }

    @Test
    void a_root_without_targets_is_no_leaf() {
        TargetTrie trie = new TargetTrie();
        for (int root : trie.roots()) {
            assertFalse(trie.isLeaf(root));
        }
        assertTrue(trie.isLeaf(trie.leaf(Address.parse("192.0.2.1"))));
    }
}
