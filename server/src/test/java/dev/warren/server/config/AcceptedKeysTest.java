package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.Sources.FileText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Keys of RabbitMQ that have no effect here.
final class AcceptedKeysTest {

    private static final List<KeyPattern> KEYS = AcceptedKeys.load().patterns();

    /// The key with something in the places of its variables.
    private static String written(KeyPattern key) {
        return key.text().replaceAll("\\$[a-z_]+", "1");
    }

    @Test
    void eachIsTakenWithAWarning() {
        String text =
                KEYS.stream()
                        .map(key -> written(key) + " = 1\n")
                        .reduce("", (lines, line) -> lines + line);

        ConfigurationResult result =
                ConfigurationLoader.load(
                        new Sources(new FileText("r.conf", text), Map.of(), List.of(), null), 2);

        assertThat(result).isInstanceOf(Accepted.class);
        assertThat(((Accepted) result).warnings())
                .hasSameSizeAs(KEYS)
                .allSatisfy(warning -> assertThat(warning.text()).contains("it has no effect"));
    }

    @Test
    void noneHasAnEffectAfterAll() {
        assertThat(KEYS)
                .noneMatch(key ->
                        Settings.ALL.stream()
                                .anyMatch(setting ->
                                        setting.pattern().matches(KeyPattern.words(written(key)))));
    }

    @Test
    void noneIsThereTwice() {
        assertThat(KEYS).extracting(KeyPattern::text).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void noSettingIsThereTwice() {
        assertThat(Settings.ALL).extracting(Setting::name).doesNotHaveDuplicates();
    }
}
