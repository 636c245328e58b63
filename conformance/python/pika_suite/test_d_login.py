"""Scenario D: logging in, with the connection string that is in use, and being refused."""

import os
import unittest

import pika

from support import BrokerTest, connect, target_with_login

LOGIN = os.environ.get("CONFORMANCE_LOGIN", "")
NEEDS_LOGIN = "needs CONFORMANCE_LOGIN=user:password of a user that the broker knows (rotanova:RotaNova@2025)"


class Login(BrokerTest):
    @unittest.skipUnless(LOGIN, NEEDS_LOGIN)
    def test_password_with_an_unescaped_at_sign_in_the_connection_string(self):
        connection = pika.BlockingConnection(pika.URLParameters(target_with_login(LOGIN)))
        self.addCleanup(connection.close)

        channel = connection.channel()
        name = channel.queue_declare("", exclusive=True).method.queue
        channel.basic_publish("", name, "登录成功".encode())

        self.assertEqual("登录成功".encode(), self.take(name, 1, channel)[0][2])

    @unittest.skipUnless(LOGIN, NEEDS_LOGIN)
    def test_password_is_compared_to_its_last_character(self):
        user, _, password = LOGIN.partition(":")

        self.assert_refused(user, password[:-1])
        self.assert_refused(user, password.rpartition("@")[0])
        self.assert_refused(user, password + " ")

    def test_wrong_password_is_refused(self):
        self.assert_refused("guest", "不对")

    def test_unknown_user_is_refused_with_the_same_words(self):
        self.assert_refused("没有这个人", "guest")

    def test_empty_password_is_refused(self):
        self.assert_refused("guest", "")

    def assert_refused(self, user, password):
        with self.assertRaises(pika.exceptions.ProbableAuthenticationError) as refusal:
            connect(credentials=pika.PlainCredentials(user, password))
        self.assertIn(
            "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. "
            "For details see the broker logfile.",
            str(refusal.exception),
        )
        self.assertIn("403", str(refusal.exception))

    def test_unknown_virtual_host_is_not_allowed(self):
        with self.assertRaises(pika.exceptions.ProbableAccessDeniedError) as refusal:
            connect(virtual_host="没有的主机")
        self.assertIn("530", str(refusal.exception))
        self.assertIn("NOT_ALLOWED - vhost 没有的主机 not found", str(refusal.exception))

    def test_server_says_what_clients_look_for(self):
        server = self.connection._impl.server_properties

        self.assertEqual("RabbitMQ", server["product"])
        self.assertRegex(server["version"], r"^\d+\.\d+\.\d+")
        for capability in (
            "publisher_confirms",
            "exchange_exchange_bindings",
            "basic.nack",
            "consumer_cancel_notify",
            "connection.blocked",
            "consumer_priorities",
            "authentication_failure_close",
            "per_consumer_qos",
            "direct_reply_to",
        ):
            self.assertIs(True, server["capabilities"][capability], capability)

    def test_client_may_name_its_connection(self):
        connection = self.another_connection(client_properties={"connection_name": "监控 - 一"})

        self.assertTrue(connection.is_open)

    def test_client_asks_for_less_than_the_server_offers(self):
        connection = self.another_connection(frame_max=4096, channel_max=7, heartbeat=0)

        channel = connection.channel()
        name = channel.queue_declare("", exclusive=True).method.queue
        body = "小帧".encode() * 10_000
        channel.basic_publish("", name, body)

        self.assertEqual(body, self.take(name, 1, channel)[0][2])
        self.assertEqual(7, connection._impl.params.channel_max)


