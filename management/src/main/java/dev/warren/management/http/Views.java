package dev.warren.management.http;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;

/// A long list in JSON, of which each thing is put into JSON when it is its turn to be written:
/// only one is there at a time. All at once would be a hundred megabytes for 50,000 queues, which
/// the collector would have to move about while the broker waits.
///
/// Each look makes it anew. Belongs to one thread.
final class Views<T> extends AbstractList<Map<String, Object>> implements RandomAccess {

    private final List<T> things;
    private final Function<T, Map<String, Object>> view;

    Views(List<T> things, Function<T, Map<String, Object>> view) {
        this.things = things;
        this.view = view;
    }

    @Override
    public Map<String, Object> get(int index) {
        return view.apply(things.get(index));
    }

    @Override
    public int size() {
        return things.size();
    }
}
