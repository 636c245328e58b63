package dev.warren.conformance.foreign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.Target;
import dev.warren.conformance.support.WarrenProcess;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.Base64UrlNamingStrategy;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.connection.ConnectionBlockedEvent;
import org.springframework.amqp.rabbit.connection.ConnectionUnblockedEvent;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/// An application goes on when its connection was closed, when the broker was killed, when it may
/// not publish for a while, when a listener takes too long, and when it fails each time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class SpringRecoveryIT {

    private HttpBroker broker;

    @BeforeAll
    void start() throws Exception {
        broker = HttpBroker.start(Map.of("warren.count_nacks", "true"));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Target target() {
        return Target.local(broker.process().port());
    }

    private static String unique(String kind) {
        return new Base64UrlNamingStrategy(kind + ".").generateName();
    }

    @Configuration
    static class Worker {
        final BlockingQueue<String> work = new LinkedBlockingQueue<>();
        final BlockingQueue<String> news = new LinkedBlockingQueue<>();

        @Bean
        Queue jobs() {
            return new Queue(unique("jobs"));
        }

        @Bean
        Queue headlines() {
            return new AnonymousQueue();
        }

        @Bean
        Binding everything() {
            return BindingBuilder.bind(headlines()).to(new FanoutExchange("amq.fanout"));
        }

        @RabbitListener(queues = "#{jobs.name}")
        void take(String text) {
            work.add(text);
        }

        @RabbitListener(queues = "#{headlines.name}", containerFactory = "direct")
        void hear(String text) {
            news.add(text);
        }
    }

    /// Publishes until it is confirmed, and until the listener has it.
    private static void assertServes(SpringApp app, String text) {
        var worker = app.bean(Worker.class);
        Awaitility.await("work that is done")
                .until(() -> isConfirmed(app, "", app.queue("jobs"), text));
        Awaitility.await().until(() -> worker.work.contains(text));
        Awaitility.await("news that is heard")
                .until(() ->
                        isConfirmed(app, "amq.fanout", "", text) && worker.news.contains(text));
    }

    private static boolean isConfirmed(SpringApp app, String exchange, String key, String text)
            throws Exception {
        var correlation = new CorrelationData();
        try {
            app.template().convertAndSend(exchange, key, text, correlation);
        } catch (AmqpException notYet) {
            return false;
        }
        return correlation.getFuture().get(Waits.ANSWER_MAX.toSeconds(), TimeUnit.SECONDS).ack();
    }

    @Test
    void connectionThatAnAdministratorClosedIsOpenedAgain() {
        try (var app = SpringApp.start(target(), Worker.class)) {
            assertServes(app, "before");
            var before = app.connections().getCacheProperties().getProperty("localPort");

            var http = broker.http();
            for (var connection : http.get("/api/connections").json()) {
                var name = URLEncoder.encode(connection.path("name").asText(), UTF_8);
                var path = "/api/connections/" + name.replace("+", "%20");
                assertThat(http.delete(path).status()).isEqualTo(204);
            }

            assertServes(app, "after");
            assertThat(app.connections().getCacheProperties().getProperty("localPort"))
                    .isNotEqualTo(before);
        }
    }

    @Test
    void brokerThatWasKilledIsFoundAgain() throws Exception {
        try (var warren = WarrenProcess.start(Broker.root(), Map.of());
                var app = SpringApp.start(Target.local(warren.port()), Worker.class)) {
            assertServes(app, "before");
            app.admin().declareQueue(new Queue("kept"));
            assertThat(isConfirmed(app, "", "kept", "text")).isTrue();

            warren.kill();
            warren.startAgain();

            assertServes(app, "after");
            assertThat(app.template().receiveAndConvert("kept", Waits.ANSWER_MAX.toMillis()))
                    .isEqualTo("text");
        }
    }

    @Configuration
    static class Failing {
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        @Bean
        Queue dead() {
            return new Queue(unique("dead"));
        }

        @Bean
        Queue jobs() {
            return QueueBuilder.durable(unique("jobs"))
                    .quorum()
                    .deliveryLimit(2)
                    .deadLetterExchange("")
                    .deadLetterRoutingKey(dead().getName())
                    .build();
        }

        @RabbitListener(queues = "#{jobs.name}")
        void take(String text) {
            seen.add(text);
            throw new IllegalStateException("as ever");
        }
    }

    @Test
    void listenerThatFailsEachTimeIsStoppedByTheDeliveryLimit() {
        try (var app = SpringApp.start(target(), Failing.class)) {
            app.template().convertAndSend(app.queue("jobs"), "poison");

            var headers = app.received(app.queue("dead")).getMessageProperties().getHeaders();

            assertThat(headers).containsEntry("x-first-death-reason", "delivery_limit");
            assertThat(app.bean(Failing.class).seen).containsExactly("poison", "poison", "poison");
        }
    }

    @Configuration
    static class Alarms {
        final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

        @EventListener
        void blocked(ConnectionBlockedEvent event) {
            seen.add(event.getReason());
        }

        @EventListener
        void unblocked(ConnectionUnblockedEvent event) {
            seen.add(event.getConnection().isOpen());
        }
    }

    @Test
    void applicationIsToldThatItMayNotPublish(@TempDir Path work) throws Exception {
        var command = new CommandLine(broker.process().data(), work);
        try (var app = SpringApp.start(target(), Alarms.class)) {
            var seen = app.bean(Alarms.class).seen;
            var queue = unique("queue");
            app.admin().declareQueue(new Queue(queue));
            var correlation = new CorrelationData();

            command.ctl("set_vm_memory_high_watermark", "0");
            app.template().convertAndSend("", queue, "text", correlation);
            assertThat(Waits.next(seen)).isEqualTo("low on memory");
            assertThat(correlation.getFuture()).isNotDone();
            command.ctl("set_vm_memory_high_watermark", "0.4");

            assertThat(Waits.next(seen)).isEqualTo(true);
            assertThat(
                            correlation
                                    .getFuture()
                                    .get(Waits.ANSWER_MAX.toSeconds(), TimeUnit.SECONDS)
                                    .ack())
                    .isTrue();
        }
    }

    @Configuration
    static class Slow {
        final BlockingQueue<Boolean> seen = new LinkedBlockingQueue<>();
        final CountDownLatch open = new CountDownLatch(1);

        @Bean
        Queue jobs() {
            return QueueBuilder.durable(unique("jobs"))
                    .withArgument("x-consumer-timeout", 100)
                    .build();
        }

        @RabbitListener(id = "slow", queues = "#{jobs.name}")
        void take(Message message) throws InterruptedException {
            seen.add(message.getMessageProperties().isRedelivered());
            open.await(Waits.ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void listenerThatTookTooLongIsAConsumerAgainAfterwards() throws Exception {
        try (var app = SpringApp.start(target(), Slow.class)) {
            var slow = app.bean(Slow.class);
            app.template().convertAndSend(app.queue("jobs"), "text");
            assertThat(Waits.next(slow.seen)).isFalse();

            Awaitility.await("its message, taken back")
                    .until(() -> {
                        var info = app.admin().getQueueInfo(app.queue("jobs"));
                        return info != null && info.getMessageCount() == 1;
                    });
            slow.open.countDown();

            assertThat(Waits.next(slow.seen)).isTrue();
            Containers.awaitConsumers(app, app.queue("jobs"), 1);
            app.listener("slow").stop();
        }
    }
}
