package dev.warren.conformance.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Scenario C between two languages: a Java back end calls algorithms that run in Python.
class JavaCallsPythonIT {
    private static final int CALLS = 30;
    private static final int ANSWER_SECONDS_MAX = 60;

    @Test
    void pythonServersShareTheCallsOfAJavaClient() throws Exception {
        var target = ForeignTarget.required();
        Python.assumeModule("pika", "python3-pika");
        Python.assumeModule("msgpack", "python3-msgpack");
        var queue = "warren.java.python." + ProcessHandle.current().pid();
        var factory = new ConnectionFactory();
        factory.setUri(target.url());
        var servers = new ArrayList<Process>();
        try (var connection = factory.newConnection("java client");
                var channel = connection.createChannel()) {
            channel.queueDeclare(queue, false, false, false, Map.of());
            var replies = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
            var answers = new ConcurrentHashMap<String, byte[]>();
            var missing = new CountDownLatch(CALLS);
            DeliverCallback onReply =
                    (_, delivery) -> {
                        var call = delivery.getProperties().getCorrelationId();
                        answers.put(call, delivery.getBody());
                        missing.countDown();
                    };
            channel.basicConsume(replies, true, onReply, _ -> {});

            var calls = new ArrayList<String>();
            for (int i = 0; i < CALLS; i++) {
                var call = UUID.randomUUID().toString();
                calls.add(call);
                var properties =
                        new BasicProperties.Builder().replyTo(replies).correlationId(call).build();
                channel.basicPublish("", queue, properties, request(i, 2));
            }
            servers.add(startServer(target, queue));
            servers.add(startServer(target, queue));

            assertThat(missing.await(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < CALLS; i++) {
                assertThat(answers.get(calls.get(i))).isEqualTo(answer(i + 2));
            }
            channel.queueDelete(queue);
        } finally {
            servers.forEach(Process::destroyForcibly);
        }
    }

    private static Process startServer(ForeignTarget target, String queue) throws IOException {
        var command =
                List.of(Python.INTERPRETER, "-B", "programs/rpc_server.py", queue, "甲", "0.0");
        var builder =
                new ProcessBuilder(command)
                        .directory(ForeignSuite.CONFORMANCE.resolve("python").toFile())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.INHERIT);
        builder.environment().put("CONFORMANCE_TARGET", target.url());
        builder.environment().put("PYTHONUTF8", "1");
        return builder.start();
    }

    /// In msgpack: `{"算法": "求和", "数据": [first, second]}`.
    private static byte[] request(int first, int second) {
        var out = new ByteArrayOutputStream();
        out.write(0x82);
        text(out, "算法");
        text(out, "求和");
        text(out, "数据");
        out.write(0x92);
        out.write(first);
        out.write(second);
        return out.toByteArray();
    }

    /// In msgpack: `{"算法": "求和", "结果": sum, "服务": "甲"}`.
    private static byte[] answer(int sum) {
        var out = new ByteArrayOutputStream();
        out.write(0x83);
        text(out, "算法");
        text(out, "求和");
        text(out, "结果");
        out.write(sum);
        text(out, "服务");
        text(out, "甲");
        return out.toByteArray();
    }

    /// A string of up to 31 bytes. Numbers up to 127 are their own encoding.
    private static void text(ByteArrayOutputStream out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(0xA0 | bytes.length);
        out.writeBytes(bytes);
    }
}
