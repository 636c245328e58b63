package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.warren.management.http.FrontSettings;
import dev.warren.management.http.PathPrefix;
import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.ConfigurationResult.Refused;
import dev.warren.server.config.Sources.FileText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManagementAccessSettingsTest {

    @Test
    void whoSaysNothingGetsTheStrictDoor() {
        FrontSettings front = front("");

        assertThat(front.prefix()).isEqualTo(PathPrefix.NONE);
        assertThat(front.bodyBytesMax()).isEqualTo(10_000_000);
        assertThat(front.takesBasic()).isTrue();
        assertThat(front.showsAllowed()).isTrue();
        assertThat(front.headers().byName())
                .containsEntry("x-frame-options", "DENY")
                .doesNotContainKeys("strict-transport-security", "x-xss-protection");
    }

    @Test
    void headersAreAsTold() {
        var headers =
                front(
                                """
                                management.hsts.policy = max-age=31536000; includeSubDomains
                                management.csp.policy = default-src 'self'
                                management.headers.frame_options = SAMEORIGIN
                                management.headers.content_type_options = nosniff
                                management.headers.xss_protection = 1; mode=block
                                management.headers.referrer_policy = same-origin
                                """)
                        .headers()
                        .byName();

        assertThat(headers)
                .containsEntry("strict-transport-security", "max-age=31536000; includeSubDomains")
                .containsEntry("content-security-policy", "default-src 'self'")
                .containsEntry("x-frame-options", "SAMEORIGIN")
                .containsEntry("x-xss-protection", "1; mode=block")
                .containsEntry("referrer-policy", "same-origin")
                .containsEntry("cache-control", "no-cache");
    }

    @Test
    void doorIsAsTold() {
        FrontSettings front =
                front(
                        """
                        management.path_prefix = /broker/
                        management.http.max_body_size = 1MB
                        management.http.hide_allow_header = true
                        management.disable_basic_auth = true
                        """);

        assertThat(front.prefix()).isEqualTo(new PathPrefix("/broker"));
        assertThat(front.bodyBytesMax()).isEqualTo(1_000_000);
        assertThat(front.showsAllowed()).isFalse();
        assertThat(front.takesBasic()).isFalse();
    }

    @Test
    void originsMayBeNone() {
        assertThat(front("management.cors.allow_origins.1 = https://a").cors().origins())
                .containsExactly("https://a");
        assertThat(front("management.cors.allow_origins = none").cors().origins()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "management.path_prefix = /a b",
                "management.path_prefix = /{x}",
                "management.path_prefix = /a//b",
                "management.http.max_body_size = 0",
                "management.csp.policy = é",
                "management.headers.frame_options ="
            })
    void wrongValuesAreRefused(String line) {
        assertThat(load(line)).isInstanceOf(Refused.class);
    }

    private static FrontSettings front(String text) {
        assertThat(load(text))
                .asInstanceOf(type(Accepted.class))
                .satisfies(accepted -> assertThat(accepted.warnings()).isEmpty());
        return ((Accepted) load(text)).configuration().managementAccess().front();
    }

    private static ConfigurationResult load(String text) {
        return ConfigurationLoader.load(
                new Sources(new FileText("r.conf", text), Map.of(), List.of(), null), 2);
    }
}
