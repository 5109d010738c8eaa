package org.pcm.devnode.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that never changes: each update answers a new map that shares nearly all nodes with
 * the old one. So every running simulation keeps the state it began with, at no cost to commits.
 *
 * <p>It is a treap whose priorities are hashes of the keys: balanced in expectation, and its shape
 * depends on its content alone.
 */
final class SortedState {
    static final SortedState EMPTY = new SortedState(null);

    private final @Nullable Node root;

    private record Node(
            String key,
            VersionedValue value,
            int priority,
            @Nullable Node left,
            @Nullable Node right) {
        Node with(VersionedValue newValue) {
            return new Node(key, newValue, priority, left, right);
        }

        Node withLeft(@Nullable Node newLeft) {
            return new Node(key, value, priority, newLeft, right);
        }

        Node withRight(@Nullable Node newRight) {
            return new Node(key, value, priority, left, newRight);
        }
    }

    private SortedState(@Nullable Node root) {
        this.root = root;
    }

    @Nullable VersionedValue get(String key) {
        Node node = root;
        while (node != null) {
            int order = KeyOrder.BY_UTF8.compare(key, node.key);
            if (order == 0) {
                return node.value;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    SortedState with(String key, VersionedValue value) {
        return new SortedState(insert(root, key, value));
    }

    SortedState without(String key) {
        return new SortedState(remove(root, key));
    }

    private static Node insert(@Nullable Node node, String key, VersionedValue value) {
        if (node == null) {
            return new Node(key, value, priority(key), null, null);
        }
        int order = KeyOrder.BY_UTF8.compare(key, node.key);
        if (order == 0) {
            return node.with(value);
        }
        if (order < 0) {
            Node left = insert(node.left, key, value);
            return left.priority > node.priority
                    ? left.withRight(node.withLeft(left.right))
                    : node.withLeft(left);
        }
        Node right = insert(node.right, key, value);
        return right.priority > node.priority
                ? right.withLeft(node.withRight(right.left))
                : node.withRight(right);
    }

    private static @Nullable Node remove(@Nullable Node node, String key) {
        if (node == null) {
            return null;
        }
        int order = KeyOrder.BY_UTF8.compare(key, node.key);
        if (order == 0) {
            return merge(node.left, node.right);
        }
        return order < 0
                ? node.withLeft(remove(node.left, key))
                : node.withRight(remove(node.right, key));
    }

    private static @Nullable Node merge(@Nullable Node left, @Nullable Node right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        return left.priority > right.priority
                ? left.withRight(merge(left.right, right))
                : right.withLeft(merge(left, right.left));
    }

    /**
     * Spreads the key's hash (the finaliser of MurmurHash3), since similar keys have similar ones.
     */
    private static int priority(String key) {
        int h = key.hashCode();
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    /** All rows from the first key that is not before {@code start}, in order. */
    Iterator<WorldState.Row> from(String start) {
        Deque<Node> path = new ArrayDeque<>();
        Node node = root;
        while (node != null) {
            if (KeyOrder.BY_UTF8.compare(node.key, start) >= 0) {
                path.push(node);
                node = node.left;
            } else {
                node = node.right;
            }
        }
        return new Walk(path);
    }

    private static final class Walk implements Iterator<WorldState.Row> {
        private final Deque<Node> path;

        Walk(Deque<Node> path) {
            this.path = path;
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public WorldState.Row next() {
            Node node = path.poll();
            if (node == null) {
                throw new NoSuchElementException();
            }
            for (Node n = node.right; n != null; n = n.left) {
                path.push(n);
            }
            return new WorldState.Row(node.key, node.value);
        }
    }
}
