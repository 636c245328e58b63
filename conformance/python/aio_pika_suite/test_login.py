"""Scenario D's connection string, read by the other Python client."""

import os
import unittest

import aio_pika

from support import target_with_login

LOGIN = os.environ.get("CONFORMANCE_LOGIN", "")


@unittest.skipUnless(
    LOGIN, "needs CONFORMANCE_LOGIN=user:password of a user that the broker knows (rotanova:RotaNova@2025)"
)
class Login(unittest.IsolatedAsyncioTestCase):
    async def test_password_with_an_unescaped_at_sign_in_the_connection_string(self):
        async with await aio_pika.connect(target_with_login(LOGIN)) as connection:
            channel = await connection.channel()
            queue = await channel.declare_queue(exclusive=True)
            await channel.default_exchange.publish(aio_pika.Message("登录成功".encode()), routing_key=queue.name)

            self.assertEqual("登录成功".encode(), (await queue.get(no_ack=True)).body)
