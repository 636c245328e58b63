package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// In which order the keys of messages are told at a start.
class KeyedMessagesTest {

    private final KeyedMessages messages = new KeyedMessages();

    @Test
    void copyOfAnOldMessageStandsBeforeYoungerOnesAndOnce() {
        messages.add(1);
        messages.add(5);
        messages.add(7);

        messages.add(1);
        messages.add(5);

        assertThat(messages.inOrder()).containsExactly(1L, 5L, 7L);
    }

    @Test
    void thoseThatARecordOfKeysHoldsAreLeftOut() {
        messages.add(7);
        messages.add(5);
        messages.add(9);

        messages.written(7);

        assertThat(messages.inOrder()).containsExactly(9L);
    }
}
