package dev.warren.conformance.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Python programs in the project's pages, each with what its page says that it prints: in
/// comments behind `print(...)`, or in the sentence below it that begins `It prints`.
record DocumentedExample(Path page, int line, String program, List<String> prints) {

    private static final Path HOUSE = ForeignSuite.CONFORMANCE.resolve("..").normalize();
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^```python\\n(.*?)^```\\n\\n?(.*?)$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WHOLE =
            Pattern.compile("^import (?:.*, )?pika\\b", Pattern.MULTILINE);
    private static final Pattern COMMENT =
            Pattern.compile("^\\s*print\\(.*\\)\\s+# (.*)$", Pattern.MULTILINE);
    private static final Pattern SENTENCE =
            Pattern.compile("^(?:It prints|屏幕上会打印) ((?:`[^`]+`(?:, | and )?)+)");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /// Those that are whole programs: fragments import nothing.
    static List<DocumentedExample> all() {
        try (var pages =
                Stream.concat(
                        Stream.of(HOUSE.resolve("README.md"), HOUSE.resolve("README.zh-CN.md")),
                        Files.list(HOUSE.resolve("docs/user")).sorted())) {
            return pages.filter(page -> page.toString().endsWith(".md"))
                    .flatMap(DocumentedExample::in)
                    .filter(example -> WHOLE.matcher(example.program()).find())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<DocumentedExample> in(Path page) {
        try {
            var text = Files.readString(page, UTF_8);
            return BLOCK.matcher(text).results().map(block -> of(page, text, block));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DocumentedExample of(Path page, String text, MatchResult block) {
        var prints = new ArrayList<String>();
        COMMENT.matcher(block.group(1)).results().map(m -> m.group(1)).forEach(prints::add);
        var sentence = SENTENCE.matcher(block.group(2));
        if (sentence.find()) {
            QUOTED.matcher(sentence.group(1)).results().map(m -> m.group(1)).forEach(prints::add);
        }
        var line = (int) text.substring(0, block.start()).lines().count() + 1;
        return new DocumentedExample(page, line, block.group(1), prints);
    }

    @Override
    public String toString() {
        return HOUSE.relativize(page) + ":" + line;
    }
}
