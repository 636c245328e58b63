package dev.warren.management.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A list as RabbitMQ gives it: whole, or one page of it, sorted, of the columns that are asked
/// for.
///
/// What is not on the page is not put into JSON, unless it is to be sorted by what only its view
/// knows.
public final class Listing {

    static final int PAGE_SIZE = 100;
    static final int PAGE_SIZE_MAX = 500;

    /// A longer expression is refused: each name is compared with it.
    private static final int EXPRESSION_LENGTH_MAX = 1_000;

    private Listing() {}

    /// A list of things whose order is that of the stream.
    ///
    /// @param name what `name=` is compared with
    /// @param view a thing in JSON
    public static <T> Reply of(
            Request request,
            Stream<T> things,
            Function<T, String> name,
            Function<T, Map<String, Object>> view) {
        return of(request, things, name, view, Keys.none());
    }

    /// The same of many things.
    ///
    /// @param keys what they can be sorted by without their views
    public static <T> Reply of(
            Request request,
            Stream<T> things,
            Function<T, String> name,
            Function<T, Map<String, Object>> view,
            Keys<T> keys) {
        Page page = Page.ofOrNull(request);
        List<T> all = things.toList();
        if (page == null) {
            return Reply.ok(
                    new Views<>(Sorting.of(request, all, view, keys), shown(request, view)));
        }
        List<T> fitting =
                page.isForAll()
                        ? all
                        : all.stream().filter(thing -> page.fits(name.apply(thing))).toList();
        page.requireInRange(fitting.size());
        List<T> items = page.cut(Sorting.of(request, fitting, view, keys));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("total_count", all.size());
        body.put("item_count", items.size());
        body.put("filtered_count", fitting.size());
        body.put("page", page.number);
        body.put("page_size", page.size);
        body.put("page_count", (fitting.size() + page.size - 1) / page.size);
        body.put("items", items.stream().map(shown(request, view)).toList());
        return Reply.ok(body);
    }

    /// A thing in JSON, of the columns that are asked for.
    private static <T> Function<T, Map<String, Object>> shown(
            Request request, Function<T, Map<String, Object>> view) {
        String wanted = request.query("columns");
        if (wanted == null || wanted.isEmpty()) {
            return view;
        }
        List<String[]> paths =
                Stream.of(wanted.split(",", -1)).map(column -> column.split("\\.", -1)).toList();
        return view.andThen(thing -> only(thing, paths));
    }

    /// One thing, of the columns that are asked for.
    public static Reply one(Request request, Map<String, Object> thing) {
        return Reply.ok(shown(request, Function.<Map<String, Object>>identity()).apply(thing));
    }

    private static Map<String, Object> only(Map<String, Object> thing, List<String[]> paths) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (String[] path : paths) {
            copy(thing, result, path, 0);
        }
        return result;
    }

    private static void copy(Map<?, ?> from, Map<String, Object> to, String[] path, int step) {
        String key = path[step];
        Object value = from.get(key);
        if (!from.containsKey(key)) {
            return;
        }
        if (step == path.length - 1 || !(value instanceof Map<?, ?> inner)) {
            if (step == path.length - 1) {
                to.put(key, value);
            }
            return;
        }
        Map<String, Object> nested = new LinkedHashMap<>();
        if (to.get(key) instanceof Map<?, ?> known) {
            known.forEach((name, known2) -> nested.put(String.valueOf(name), known2));
        }
        copy(inner, nested, path, step + 1);
        to.put(key, nested);
    }

    /// What `page`, `page_size`, `name` and `use_regex` ask for.
    private record Page(int number, int size, String name, @Nullable Pattern pattern) {

        /// Null when no page is asked for; the other parameters mean nothing then.
        static @Nullable Page ofOrNull(Request request) {
            String page = request.query("page");
            if (page == null) {
                return null;
            }
            int number = number(page);
            String givenSize = request.query("page_size");
            int size = givenSize == null ? PAGE_SIZE : number(givenSize);
            if (number < 1 || size < 1 || size > PAGE_SIZE_MAX) {
                throw new ApiException(
                        400,
                        "invalid_pagination_parameters",
                        "Invalid pagination parameters: page number %d, page size %d"
                                .formatted(number, size));
            }
            String name = request.query("name");
            return new Page(
                    number,
                    size,
                    name == null ? "" : name.toLowerCase(Locale.ROOT),
                    request.isSet("use_regex") && name != null ? pattern(name) : null);
        }

        private static int number(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw invalid();
            }
        }

        private static Pattern pattern(String expression) {
            if (expression.length() > EXPRESSION_LENGTH_MAX) {
                throw invalid();
            }
            try {
                return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
            } catch (PatternSyntaxException e) {
                throw invalid();
            }
        }

        private static ApiException invalid() {
            return ApiException.badRequest("Pagination parameters are invalid");
        }

        boolean isForAll() {
            return pattern == null && name.isEmpty();
        }

        boolean fits(String candidate) {
            return pattern != null
                    ? pattern.matcher(candidate).find()
                    : candidate.toLowerCase(Locale.ROOT).contains(name);
        }

        void requireInRange(int count) {
            if (number > 1 && (long) (number - 1) * size >= count) {
                throw new ApiException(
                        400,
                        "page_out_of_range",
                        "Page out of range, page: %d page size: %d, len: %d"
                                .formatted(number, size, count));
            }
        }

        <T> List<T> cut(List<T> list) {
            int from = Math.min(list.size(), (number - 1) * size);
            return list.subList(from, Math.min(list.size(), from + size));
        }
    }
}
