package dev.warren.engine.auth.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldTableEncoder;
import dev.warren.engine.auth.Proof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaslMechanismsTest {

    private static final SaslStep GUEST = new SaslStep.Attempt("guest", Bytes.of("secret"));

    @Test
    void plainHasUserAndPasswordAfterNuls() {
        assertThat(new Plain().step(Bytes.of("\0guest\0secret"))).isEqualTo(GUEST);
        assertThat(new Plain().step(Bytes.of("\0guest\0")))
                .isEqualTo(new SaslStep.Attempt("guest", Bytes.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "foo", "\0guest", "x\0guest\0secret", "\0guest\0se\0cret"})
    void plainIsNothingElse(String response) {
        assertThat(new Plain().step(Bytes.of(response)))
                .isEqualTo(new SaslStep.Malformed("response invalid"));
    }

    @Test
    void amqPlainIsATable() {
        FieldTable table = FieldTable.EMPTY.with("LOGIN", "guest").with("PASSWORD", "secret");

        assertThat(new AmqPlain().step(body(table))).isEqualTo(GUEST);
    }

    @Test
    void amqPlainNeedsBothFields() {
        assertThat(new AmqPlain().step(body(FieldTable.EMPTY.with("LOGIN", "guest"))))
                .isEqualTo(
                        new SaslStep.Malformed(
                                "AMQPLAIN auth info is missing LOGIN or PASSWORD field"));
        assertThat(new AmqPlain().step(Bytes.of("xyz")))
                .isEqualTo(new SaslStep.Malformed("AMQPLAIN auth info is not a field table"));
    }

    private static Bytes body(FieldTable table) {
        return Bytes.owned(FieldTableEncoder.encode(table));
    }

    @Test
    void anonymousIsTheConfiguredUser() {
        SaslMechanism anonymous = new Anonymous("guest", Bytes.of("secret"));

        assertThat(anonymous.step(Bytes.of("whatever"))).isEqualTo(GUEST);
    }

    @Test
    void crDemoAsksForThePassword() {
        var challenge = (SaslStep.Challenge) new RabbitCrDemo().step(Bytes.of("guest"));

        assertThat(challenge.challenge()).isEqualTo(Bytes.of("Please tell me your password"));
        assertThat(challenge.next().step(Bytes.of("My password is secret"))).isEqualTo(GUEST);
        assertThat(challenge.next().step(Bytes.of("secret")))
                .isEqualTo(new SaslStep.Malformed("Invalid response 'secret'"));
    }

    @Test
    void mechanismsAreOfferedInOrder() {
        SaslMechanisms offered =
                SaslMechanisms.standard().and(new Anonymous("guest", Bytes.of("secret")));

        assertThat(offered.names()).isEqualTo("PLAIN AMQPLAIN ANONYMOUS");
        assertThat(offered.offeredOrNull("PLAIN")).isInstanceOf(Plain.class);
        assertThat(offered.offeredOrNull("RABBIT-CR-DEMO")).isNull();
        assertThat(SaslMechanisms.of("RABBIT-CR-DEMO").offeredOrNull("RABBIT-CR-DEMO"))
                .isInstanceOf(RabbitCrDemo.class);
    }

    @Test
    void unknownMechanismIsNotOffered() {
        assertThatThrownBy(() -> SaslMechanisms.of("FOO"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void attemptDoesNotPrintThePassword() {
        assertThat(GUEST.toString()).doesNotContain("secret");
    }

    @Test
    void externalIsForClientsWithAVerifiedName() {
        SaslMechanisms offered = SaslMechanisms.of("PLAIN", "EXTERNAL", "AMQPLAIN");

        assertThat(offered.forClient("ann").names()).isEqualTo("PLAIN EXTERNAL AMQPLAIN");
        assertThat(offered.forClient(null).names()).isEqualTo("PLAIN AMQPLAIN");
        assertThat(offered.forClient(null).offeredOrNull("EXTERNAL")).isNull();
        assertThat(SaslMechanisms.standard().forClient("ann")).isSameAs(SaslMechanisms.standard());
        assertThat(SaslMechanisms.isKnown("EXTERNAL")).isTrue();
    }

    @Test
    void externalIsWhoTheCertificateSaysWhateverTheClientSends() {
        SaslMechanisms offered = SaslMechanisms.of("EXTERNAL").forClient("ann");

        assertThat(offered.offeredOrNull("EXTERNAL"))
                .isNotNull()
                .extracting(external -> external.step(Bytes.of("bob")))
                .isEqualTo(new SaslStep.Attempt("ann", new Proof.Certificate()));
    }
}
