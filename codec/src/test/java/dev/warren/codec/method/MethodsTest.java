package dev.warren.codec.method;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MethodsTest {

    @Test
    void idsAreClassAndMethod() {
        assertThat(MethodIds.QUEUE_DECLARE).isEqualTo(0x0032000A);
        assertThat(new BasicMethod.Ack(1, false).id()).isEqualTo(MethodIds.BASIC_ACK);
    }

    @Test
    void namesAreThoseOfErrorTexts() {
        assertThat(Methods.name(MethodIds.QUEUE_DECLARE)).isEqualTo("queue.declare");
        assertThat(Methods.name(MethodIds.BASIC_RECOVER_ASYNC)).isEqualTo("basic.recover-async");
        assertThat(Methods.name(50 << 16 | 99)).isEqualTo("50.99");
    }

    @Test
    void onlyFourMethodsHaveContent() {
        assertThat(Methods.hasContent(MethodIds.BASIC_PUBLISH)).isTrue();
        assertThat(Methods.hasContent(MethodIds.BASIC_GET_OK)).isTrue();
        assertThat(Methods.hasContent(MethodIds.BASIC_GET)).isFalse();
    }

    @Test
    void answersOfTheServerAreNotFromClients() {
        assertThat(Methods.isFromClient(MethodIds.QUEUE_DECLARE)).isTrue();
        assertThat(Methods.isFromClient(MethodIds.CHANNEL_CLOSE_OK)).isTrue();
        assertThat(Methods.isFromClient(MethodIds.QUEUE_DECLARE_OK)).isFalse();
        assertThat(Methods.isFromClient(50 << 16 | 99)).isFalse();
    }
}
