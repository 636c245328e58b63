package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.time.FakeClock;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final String ADDRESS = "10.0.0.1";

    private final FakeClock clock = new FakeClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    private void fail(int times, String user) {
        for (int i = 0; i < times; i++) {
            throttle.failed(ADDRESS, user);
        }
    }

    @Test
    void someFailuresAreFree() {
        fail(LoginThrottle.FAILURES_OF_USER_MAX - 1, "ann");

        assertThat(throttle.waitSeconds(ADDRESS, "ann")).isZero();
    }

    @Test
    void eachFurtherOneCostsMoreTime() {
        fail(LoginThrottle.FAILURES_OF_USER_MAX, "ann");
        assertThat(throttle.waitSeconds(ADDRESS, "ann")).isEqualTo(1);

        fail(3, "ann");
        assertThat(throttle.waitSeconds(ADDRESS, "ann")).isEqualTo(8);

        fail(30, "ann");
        assertThat(throttle.waitSeconds(ADDRESS, "ann")).isEqualTo(LoginThrottle.WAIT_SECONDS_MAX);
    }

    @Test
    void timePasses() {
        fail(LoginThrottle.FAILURES_OF_USER_MAX + 3, "ann");

        clock.advance(5_000);
        assertThat(throttle.waitSeconds(ADDRESS, "ann")).isEqualTo(3);

        clock.advance(3_000);
        assertThat(throttle.waitSeconds(ADDRESS, "ann")).isZero();
    }

    @Test
    void othersNeedNotWait() {
        fail(LoginThrottle.FAILURES_OF_USER_MAX, "ann");

        assertThat(throttle.waitSeconds(ADDRESS, "bob")).isZero();
        assertThat(throttle.waitSeconds("10.0.0.2", "ann")).isZero();
    }

    @Test
    void whoTriesManyUsersWaitsForAll() {
        for (int i = 0; i < LoginThrottle.FAILURES_OF_ADDRESS_MAX; i++) {
            throttle.failed(ADDRESS, "user" + i);
        }

        assertThat(throttle.waitSeconds(ADDRESS, "another")).isEqualTo(1);
    }

    @Test
    void rightPasswordEndsIt() {
        fail(LoginThrottle.FAILURES_OF_USER_MAX - 1, "ann");
        throttle.succeeded(ADDRESS, "ann");
        fail(1, "ann");

        assertThat(throttle.waitSeconds(ADDRESS, "ann")).isZero();
    }

    @Test
    void tableDoesNotGrow() {
        for (int i = 0; i < 2 * LoginThrottle.ENTRIES_MAX; i++) {
            throttle.failed("10.0." + i / 256 + "." + i % 256, "ann");
        }

        assertThat(throttle.size()).isLessThanOrEqualTo(LoginThrottle.ENTRIES_MAX);
    }
}
