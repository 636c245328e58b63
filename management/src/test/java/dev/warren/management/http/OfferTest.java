package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OfferTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    */*                                    | true  | true
                    application/json                       | true  | false
                    APPLICATION/JSON;q=0.9                 | true  | false
                    application/*                          | true  | false
                    application/bigint-stringified-json    | true  | false
                    text/html, application/xml;q=0.9, */*  | true  | true
                    text/plain                             | false | true
                    text/*                                 | false | true
                    text/html                              | false | false
                    image/png                              | false | false
                    """)
    void onlyWhoCanReadItGetsIt(String accept, boolean getsJson, boolean getsText) {
        assertThat(Offer.JSON.suits(accept)).isEqualTo(getsJson);
        assertThat(Offer.TEXT.suits(accept)).isEqualTo(getsText);
    }

    @Test
    void whoSaysNothingTakesAnything() {
        assertThat(Offer.PAGE.suits(null)).isTrue();
        assertThat(Offer.EVENTS.suits(" ")).isTrue();
    }
}
