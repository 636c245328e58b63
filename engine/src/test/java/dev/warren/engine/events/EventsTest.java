package dev.warren.engine.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {

    private final Events events = new Events();
    private int made;

    /// Notes what it hears while it listens.
    private static final class Ear implements EventListener {

        private final List<Event> heard = new ArrayList<>();
        private boolean isListening;

        @Override
        public boolean isListening() {
            return isListening;
        }

        @Override
        public void on(Event event) {
            heard.add(event);
        }
    }

    private void tell() {
        events.tell(() -> {
            made++;
            return new Event.AlarmSet("memory");
        });
    }

    @Test
    void nothingIsMadeWhileNobodyListens() {
        Ear deaf = new Ear();
        events.listen(deaf);

        tell();

        assertThat(made).isZero();
        assertThat(deaf.heard).isEmpty();
    }

    @Test
    void allWhoListenHearTheSame() {
        Ear first = new Ear();
        Ear second = new Ear();
        Ear deaf = new Ear();
        first.isListening = true;
        second.isListening = true;
        List.of(first, deaf, second).forEach(events::listen);

        tell();

        assertThat(made).isEqualTo(1);
        assertThat(first.heard).containsExactly(new Event.AlarmSet("memory"));
        assertThat(second.heard).isEqualTo(first.heard);
        assertThat(deaf.heard).isEmpty();
    }
}
