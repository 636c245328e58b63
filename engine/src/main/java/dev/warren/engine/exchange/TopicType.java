package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// `topic`: keys are words between dots; in a binding `*` stands for one word and `#` for any
/// number of them.
///
/// The work is in [TopicNode] (the trie of all bindings) and [TopicMatch] (a key's way through it).
final class TopicType implements ExchangeType {

    @Override
    public String name() {
        return "topic";
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return new Table(TopicNode.EMPTY);
    }

    private record Table(TopicNode root) implements BindingTable {

        @Override
        public BindingTable with(Binding binding) {
            return changed(root.with(Words.of(binding.key()), 0, binding));
        }

        @Override
        public BindingTable without(Binding binding) {
            return changed(root.without(Words.of(binding.key()), 0, binding));
        }

        private Table changed(TopicNode next) {
            return next == root ? this : new Table(next);
        }

        @Override
        public void route(ShortString key, Headers headers, DestinationSink sink) {
            new TopicMatch(root).run(Words.of(key), sink);
        }
    }
}
