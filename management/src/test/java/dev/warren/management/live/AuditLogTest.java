package dev.warren.management.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.time.FakeClock;
import org.junit.jupiter.api.Test;

class AuditLogTest {

    private final AuditLog log = new AuditLog(new FakeClock());

    @Test
    void newestIsFirst() {
        log.add("ann", "::1", "PUT", "/api/vhosts/a", 201);
        log.add("bob", "::1", "DELETE", "/api/vhosts/a", 204);

        assertThat(log.entries()).extracting(AuditLog.Entry::user).containsExactly("bob", "ann");
    }

    @Test
    void oldestGoes() {
        for (int i = 0; i <= AuditLog.ENTRIES_MAX; i++) {
            log.add("ann", "::1", "PUT", "/" + i, 201);
        }

        assertThat(log.entries()).hasSize(AuditLog.ENTRIES_MAX);
        assertThat(log.entries().getLast().path()).isEqualTo("/1");
    }

    @Test
    void longPathIsCut() {
        log.add("ann", "::1", "PUT", "/" + "x".repeat(AuditLog.PATH_LENGTH_MAX), 404);

        assertThat(log.entries().getFirst().path()).hasSize(AuditLog.PATH_LENGTH_MAX);
    }
}
