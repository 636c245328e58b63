package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.engine.auth.User;
import dev.warren.management.BrokerRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedTest {

    private static Caller caller(String tag) {
        User user = tag.isEmpty() ? BrokerRig.user("ann") : BrokerRig.user("ann", tag);
        return new BrokerRig(BrokerRig.with(user)).caller(user);
    }

    @ParameterizedTest
    @CsvSource({
        "'',            NOTHING, MANAGEMENT",
        "impersonator,  NOTHING, MANAGEMENT",
        "management,    VHOST,   POLICIES",
        "management,    VHOST,   MONITORING",
        "management,    VHOST,   ADMINISTRATOR",
        "policymaker,   POLICIES, MONITORING",
        "policymaker,   POLICIES, ADMINISTRATOR",
        "monitoring,    MONITORING, POLICIES",
        "monitoring,    MONITORING, ADMINISTRATOR",
    })
    void tagIsEnoughForTheOneAndNotForTheOther(String tag, Need enough, Need tooMuch) {
        Caller caller = caller(tag);

        assertThatCode(() -> caller.require(enough, BrokerRig.VHOST)).doesNotThrowAnyException();
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> caller.require(tooMuch, BrokerRig.VHOST))
                .extracting(ApiException::status)
                .isEqualTo(401);
    }

    @Test
    void administratorMayUseEveryRoute() {
        Caller caller = caller("administrator");

        for (Need need : Need.values()) {
            assertThatCode(() -> caller.require(need, BrokerRig.VHOST)).doesNotThrowAnyException();
        }
    }

    @Test
    void whoHasNoPermissionInAVirtualHostStaysOut() {
        User user = BrokerRig.user("bob", "administrator");
        Caller caller = new BrokerRig().caller(user);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> caller.require(Need.VHOST, BrokerRig.VHOST))
                .withMessage("User not authorised to access virtual host");
        assertThatCode(() -> caller.require(Need.VHOST, "none")).doesNotThrowAnyException();
    }
}
