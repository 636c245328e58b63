package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNumberTextTest {

    /// As RabbitMQ 3.10.8 says them.
    @ParameterizedTest
    @CsvSource({
        "10, 10.0",
        "10.5, 10.5",
        "100, 100.0",
        "1000, 1.0e3",
        "60000, 6.0e4",
        "86400000, 8.64e7",
        "1234567, 1234567.0",
        "123456789, 123456789.0",
        "123456.789, 123456.789",
        "1e15, 1.0e15",
        "12345678912345680, 1.234567891234568e16",
        "1e22, 1.0e22",
        "1.5e300, 1.5e300",
        "0.1, 0.1",
        "0.01, 0.01",
        "0.0001, 0.0001",
        "0.00001, 1.0e-5",
        "-60000, -6.0e4",
        "-0.0, -0.0"
    })
    void shorterFormIsTaken(double value, String text) {
        assertThat(FieldNumberText.of(value)).isEqualTo(text);
    }
}
