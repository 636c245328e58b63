package dev.warren.conformance.support;

import java.util.LinkedHashMap;
import java.util.Map;

/// The numbers of AMQP 0-9-1's methods by their names, as the specification lists them.
final class Methods {
    private static final String TABLE =
            """
            connection 10: start 10 start-ok 11 secure 20 secure-ok 21 tune 30 tune-ok 31 open 40 open-ok 41 close 50 close-ok 51 blocked 60 unblocked 61 update-secret 70 update-secret-ok 71
            channel 20: open 10 open-ok 11 flow 20 flow-ok 21 close 40 close-ok 41
            access 30: request 10 request-ok 11
            exchange 40: declare 10 declare-ok 11 delete 20 delete-ok 21 bind 30 bind-ok 31 unbind 40 unbind-ok 51
            queue 50: declare 10 declare-ok 11 bind 20 bind-ok 21 unbind 50 unbind-ok 51 purge 30 purge-ok 31 delete 40 delete-ok 41
            basic 60: qos 10 qos-ok 11 consume 20 consume-ok 21 cancel 30 cancel-ok 31 publish 40 return 50 deliver 60 get 70 get-ok 71 get-empty 72 ack 80 reject 90 recover-async 100 recover 110 recover-ok 111 nack 120
            confirm 85: select 10 select-ok 11
            tx 90: select 10 select-ok 11 commit 20 commit-ok 21 rollback 30 rollback-ok 31
            """;

    private static final Map<String, Integer> IDS = read();

    private Methods() {}

    /// Class id in the upper half, method id in the lower.
    static int id(String name) {
        var id = IDS.get(name);
        if (id == null) {
            throw new IllegalArgumentException("no method " + name);
        }
        return id;
    }

    static String name(int classId, int methodId) {
        if (classId == 0 && methodId == 0) {
            return Closing.NO_METHOD;
        }
        var id = classId << 16 | methodId;
        return IDS.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(classId + "." + methodId);
    }

    private static Map<String, Integer> read() {
        var ids = new LinkedHashMap<String, Integer>();
        for (var line : TABLE.lines().toList()) {
            var words = line.replace(":", "").split(" ");
            for (var i = 2; i < words.length; i += 2) {
                var id = Integer.parseInt(words[1]) << 16 | Integer.parseInt(words[i + 1]);
                ids.put(words[0] + "." + words[i], id);
            }
        }
        return ids;
    }
}
