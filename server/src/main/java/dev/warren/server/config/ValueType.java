package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.Backend;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the text of a value is understood, and how a value is written. `expected` completes the
/// sentence "expected ...".
record ValueType<T>(
        Class<T> token,
        String expected,
        Function<String, @Nullable T> parser,
        Function<T, String> writer) {

    private static final Pattern URL_SEGMENTS =
            Pattern.compile("/?([A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*/?)?");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]+");

    static final ValueType<String> TEXT = new ValueType<>(String.class, "a text", text -> text);

    /// A text that nobody is shown.
    static final ValueType<String> SECRET =
            new ValueType<>(String.class, "a secret text", text -> text);

    static final ValueType<Path> PATH =
            new ValueType<>(Path.class, "a path", ValueType::pathOrNull);
    static final ValueType<Boolean> BOOLEAN =
            new ValueType<>(Boolean.class, "true or false", ValueType::booleanOrNull);
    static final ValueType<Endpoint> ENDPOINT =
            new ValueType<>(Endpoint.class, "a port or host:port", Endpoint::parseOrNull);
    static final ValueType<Double> FRACTION =
            new ValueType<>(
                    Double.class, "a fraction from 0 to 1, such as 0.6", ValueType::shareOrNull);
    static final ValueType<Double> MULTIPLE =
            new ValueType<>(
                    Double.class,
                    "a number that is not negative, such as 1.5",
                    Numbers::fractionOrNull);
    static final ValueType<Long> BYTES =
            new ValueType<>(Long.class, "a size, such as 512MiB or 2GB", Numbers::bytesOrNull);

    static final ValueType<String> NODE_NAME =
            new ValueType<>(
                    String.class,
                    "a name such as rabbit or rabbit@host",
                    text -> NodeName.isName(text) ? text : null);

    static final ValueType<String> EXPRESSION =
            new ValueType<>(String.class, "a regular expression", ValueType::expressionOrNull);

    static final ValueType<URI> HTTP_ADDRESS =
            new ValueType<>(
                    URI.class, "an address that begins with http", ValueType::httpAddressOrNull);

    /// What may stand in a URL as it is, so that nobody has to encode it.
    static final ValueType<String> URL_PATH =
            new ValueType<>(
                    String.class,
                    "a path such as /broker, of letters, digits and - . _ ~",
                    text -> URL_SEGMENTS.matcher(text).matches() ? text : null);

    /// What may be said in a header of HTTP.
    static final ValueType<String> HEADER =
            new ValueType<>(
                    String.class,
                    "a text in ASCII, not empty",
                    text -> PRINTABLE.matcher(text).matches() ? text : null);

    /// When a log file is rotated, in RabbitMQ's signs; empty for never.
    static final ValueType<String> LOG_PERIOD =
            new ValueType<>(
                    String.class,
                    "a time such as $D0 for each day, or nothing",
                    text ->
                            text.isEmpty() || LogRotation.Period.parseOrNull(text) != null
                                    ? text
                                    : null);

    /// The one word `none`.
    static final ValueType<Boolean> NONE =
            new ValueType<>(Boolean.class, "none", text -> text.equals("none") ? true : null);

    ValueType(Class<T> token, String expected, Function<String, @Nullable T> parser) {
        this(token, expected, parser, ValueType::text);
    }

    boolean isSecret() {
        return equals(SECRET);
    }

    private static String text(Object value) {
        return value instanceof Enum<?> constant ? written(constant) : value.toString();
    }

    private ValueType<T> written(Function<T, String> otherwise) {
        return new ValueType<>(token, expected, parser, otherwise);
    }

    static ValueType<Integer> whole(int least, int most) {
        return new ValueType<>(
                Integer.class,
                "a whole number from " + least + " to " + most,
                text -> withinOrNull(Numbers.wholeOrNull(text), least, most));
    }

    /// Whole numbers where `infinity` may be written for "no limit", which is 0.
    static ValueType<Integer> wholeOrInfinity(int least, int most) {
        return new ValueType<>(
                Integer.class,
                "a whole number from " + least + " to " + most + ", or infinity",
                text ->
                        text.equals("infinity")
                                ? Integer.valueOf(0)
                                : withinOrNull(Numbers.wholeOrNull(text), least, most));
    }

    /// A time where `undefined` may be written for ever, which is 0.
    static ValueType<Long> millisOrUndefined() {
        return new ValueType<>(
                Long.class,
                "a whole number of milliseconds, or undefined",
                text -> text.equals("undefined") ? Long.valueOf(0) : Numbers.wholeOrNull(text));
    }

    /// A time as `30m` or `1h30m`; a bare number is milliseconds.
    static ValueType<Long> duration() {
        return new ValueType<>(
                Long.class,
                "a time such as 90s, 30m or 7d, or a number of milliseconds",
                Numbers::durationMillisOrNull);
    }

    static ValueType<Long> positive() {
        return new ValueType<>(
                Long.class,
                "a whole number from 1 on",
                text -> {
                    Long number = Numbers.wholeOrNull(text);
                    return number == null || number < 1 ? null : number;
                });
    }

    /// A limit where `infinity` stands for none, which is -1; 0 lets nothing through.
    static ValueType<Integer> limit() {
        ValueType<Integer> limit =
                new ValueType<>(
                        Integer.class,
                        "a whole number from 0 on, or infinity",
                        text ->
                                text.equals("infinity")
                                        ? Integer.valueOf(-1)
                                        : withinOrNull(
                                                Numbers.wholeOrNull(text), 0, Integer.MAX_VALUE));
        return limit.written(count -> count < 0 ? "infinity" : count.toString());
    }

    static ValueType<Integer> size(int least, int most) {
        return new ValueType<>(
                Integer.class,
                "a size from " + least + " to " + most + " bytes",
                text -> withinOrNull(Numbers.bytesOrNull(text), least, most));
    }

    /// One of the constants of an enum, written in lower case.
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        String names =
                Arrays.stream(type.getEnumConstants())
                        .map(ValueType::written)
                        .collect(Collectors.joining(", "));
        return new ValueType<>(
                type,
                "one of " + names,
                text ->
                        Arrays.stream(type.getEnumConstants())
                                .filter(constant -> written(constant).equals(text))
                                .findFirst()
                                .orElse(null));
    }

    /// The same, with further words for some of them.
    static <E extends Enum<E>> ValueType<E> words(Class<E> type, Map<String, E> more) {
        ValueType<E> usual = oneOf(type);
        return new ValueType<>(
                type,
                usual.expected(),
                text -> more.containsKey(text) ? more.get(text) : usual.parser().apply(text));
    }

    /// A back end by RabbitMQ's short name or its module's, such as `rabbit_auth_backend_http`.
    static ValueType<Backend> backend(Backend... known) {
        return new ValueType<>(
                Backend.class,
                "one of "
                        + Arrays.stream(known)
                                .map(ValueType::written)
                                .collect(Collectors.joining(", ")),
                text ->
                        Arrays.stream(known)
                                .filter(backend ->
                                        text.replace("rabbit_auth_backend_", "")
                                                .equals(written(backend)))
                                .findFirst()
                                .orElse(null));
    }

    /// One of these words, as written.
    static ValueType<String> oneOf(String... words) {
        List<String> known = List.of(words);
        return new ValueType<>(
                String.class,
                "one of " + String.join(", ", known),
                text -> known.contains(text) ? text : null);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String expressionOrNull(String text) {
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException ignoredItIsReportedAsNotAnExpression) {
            return null;
        }
    }

    private static @Nullable URI httpAddressOrNull(String text) {
        try {
            URI address = new URI(text);
            boolean isHttp = "http".equals(address.getScheme());
            return (isHttp || "https".equals(address.getScheme())) && address.getHost() != null
                    ? address
                    : null;
        } catch (URISyntaxException ignoredItIsReportedAsNotAnAddress) {
            return null;
        }
    }

    private static @Nullable Path pathOrNull(String text) {
        try {
            return text.isEmpty() ? null : Path.of(text);
        } catch (InvalidPathException ignoredItIsReportedAsNotAPath) {
            return null;
        }
    }

    private static @Nullable Boolean booleanOrNull(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static @Nullable Double shareOrNull(String text) {
        Double share = Numbers.fractionOrNull(text);
        return share == null || share > 1 ? null : share;
    }

    private static @Nullable Integer withinOrNull(@Nullable Long number, int least, int most) {
        return number == null || number < least || number > most
                ? null
                : Integer.valueOf(number.intValue());
    }
}
