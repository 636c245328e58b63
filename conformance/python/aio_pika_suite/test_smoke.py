"""What asyncio programs do first: a robust connection, an exchange, a queue, an iterator, a call."""

import asyncio
import datetime
import unittest
import uuid

import aio_pika
import aiormq
from aio_pika.patterns import RPC, Master

from support import TARGET, TEST_SECONDS_MAX, chinese, parsed, target_with_login, unique


class AioPika(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.limit = asyncio.get_running_loop().call_later(TEST_SECONDS_MAX, asyncio.current_task().cancel)
        self.connection = await aio_pika.connect_robust(TARGET)
        self.channel = await self.connection.channel()

    async def asyncTearDown(self):
        await self.connection.close()
        self.limit.cancel()

    async def test_message_passes_through_exchange_queue_and_iterator(self):
        exchange = await self.channel.declare_exchange(unique("exchange"), aio_pika.ExchangeType.TOPIC, auto_delete=True)
        queue = await self.channel.declare_queue(exclusive=True)
        await queue.bind(exchange, "新闻.#")
        for number in range(20):
            await exchange.publish(aio_pika.Message(chinese(序号=number)), routing_key="新闻.体育")

        numbers = []
        async with queue.iterator() as messages:
            async for message in messages:
                async with message.process():
                    numbers.append(parsed(message.body)["序号"])
                if len(numbers) == 20:
                    break

        self.assertEqual(list(range(20)), numbers)

    async def test_publishes_are_confirmed_and_the_unroutable_comes_back(self):
        confirmation = await self.channel.default_exchange.publish(
            aio_pika.Message(b"x"), routing_key=unique("missing"), mandatory=False
        )
        self.assertEqual("Basic.Ack", confirmation.name)

        with self.assertRaises(aio_pika.exceptions.DeliveryError):
            channel = await self.connection.channel(on_return_raises=True)
            await channel.default_exchange.publish(aio_pika.Message(b"x"), routing_key=unique("missing"))

    async def test_properties_arrive(self):
        queue = await self.channel.declare_queue(exclusive=True)
        sent = aio_pika.Message(
            b"x",
            headers={"键": "值", "数": 7, "浮点": 2.5, "表": {"里": [1, "二", None]}, "负": -5_000_000_000},
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            priority=3,
            correlation_id="关联",
            reply_to="回复",
            expiration=datetime.timedelta(seconds=60),
            message_id="号",
            timestamp=datetime.datetime(2025, 11, 13, 2, 13, 20),
            type="任务",
            user_id="guest",
            app_id="应用",
        )
        await self.channel.default_exchange.publish(sent, routing_key=queue.name)

        got = await queue.get(no_ack=True)

        expected, actual = sent.info(), got.info()
        self.assertEqual(expected["headers"], actual["headers"])
        self.assertEqual(60, float(actual["expiration"]))
        for name in (
            "content_type",
            "content_encoding",
            "delivery_mode",
            "priority",
            "correlation_id",
            "reply_to",
            "message_id",
            "timestamp",
            "type",
            "user_id",
            "app_id",
        ):
            self.assertEqual(expected[name], actual[name], name)

    async def test_get_from_an_empty_queue(self):
        queue = await self.channel.declare_queue(exclusive=True)

        with self.assertRaises(aio_pika.exceptions.QueueEmpty):
            await queue.get()
        self.assertIsNone(await queue.get(fail=False))

    async def test_rejected_message_comes_again(self):
        queue = await self.channel.declare_queue(exclusive=True)
        await self.channel.default_exchange.publish(aio_pika.Message(b"x"), routing_key=queue.name)

        first = await queue.get()
        await first.reject(requeue=True)
        second = await queue.get()
        await second.ack()

        self.assertEqual((False, True), (first.redelivered, second.redelivered))

    async def test_prefetch_and_a_transaction(self):
        channel = await self.connection.channel(publisher_confirms=False)
        await channel.set_qos(prefetch_count=5)
        queue = await channel.declare_queue(exclusive=True)

        async with channel.transaction():
            for _ in range(3):
                await channel.default_exchange.publish(aio_pika.Message(b"x"), routing_key=queue.name)
            self.assertIsNone(await queue.get(fail=False))

        bodies = [(await queue.get(no_ack=True)).body for _ in range(3)]
        self.assertEqual([b"x"] * 3, bodies)

    async def test_missing_queue_closes_the_channel_only(self):
        channel = await self.connection.channel()
        with self.assertRaises(aio_pika.exceptions.ChannelNotFoundEntity):
            await channel.declare_queue(unique("missing"), passive=True)

        self.assertFalse(self.connection.is_closed)
        await self.channel.declare_queue(exclusive=True)

    async def test_different_declaration_is_refused(self):
        queue = await self.channel.declare_queue(unique("queue"), auto_delete=False)
        channel = await self.connection.channel()

        with self.assertRaises(aio_pika.exceptions.ChannelPreconditionFailed):
            await channel.declare_queue(queue.name, auto_delete=True)

        await queue.delete()

    async def test_exclusive_queue_is_locked_for_others(self):
        queue = await self.channel.declare_queue(exclusive=True)
        stranger = await aio_pika.connect(TARGET)
        channel = await stranger.channel()

        with self.assertRaises(aiormq.exceptions.ChannelLockedResource):
            await channel.declare_queue(queue.name, passive=True)

        await stranger.close()

    async def test_call_by_hand_with_reply_to(self):
        requests = await self.channel.declare_queue(exclusive=True)
        replies = await self.channel.declare_queue(exclusive=True)
        answer = asyncio.get_running_loop().create_future()

        async def serve(message):
            async with message.process():
                number = parsed(message.body)["数"]
                await self.channel.default_exchange.publish(
                    aio_pika.Message(chinese(结果=number * 2), correlation_id=message.correlation_id),
                    routing_key=message.reply_to,
                )

        async def on_reply(message):
            answer.set_result((message.correlation_id, parsed(message.body)["结果"]))

        await requests.consume(serve)
        await replies.consume(on_reply, no_ack=True)
        call = str(uuid.uuid4())
        await self.channel.default_exchange.publish(
            aio_pika.Message(chinese(数=21), correlation_id=call, reply_to=replies.name), routing_key=requests.name
        )

        self.assertEqual((call, 42), await asyncio.wait_for(answer, 10))

    async def test_call_by_the_rpc_pattern(self):
        rpc = await RPC.create(self.channel)
        name = unique("rpc")

        async def add(*, first, second):
            return first + second

        async def fail():
            raise ValueError("算不出来")

        await rpc.register(name, add, auto_delete=True)
        await rpc.register(name + ".fail", fail, auto_delete=True)

        self.assertEqual(42, await rpc.call(name, {"first": 40, "second": 2}))
        with self.assertRaisesRegex(ValueError, "算不出来"):
            await rpc.call(name + ".fail")
        await rpc.close()

    async def test_tasks_by_the_master_worker_pattern(self):
        name, done = unique("tasks"), asyncio.Queue()
        master = Master(self.channel)

        async def work(*, number):
            await done.put(number)

        worker = await master.create_worker(name, work, auto_delete=True)
        for number in range(5):
            await master.create_task(name, {"number": number})

        self.assertEqual(list(range(5)), [await asyncio.wait_for(done.get(), 10) for _ in range(5)])
        await worker.close()

    async def test_fifty_connections_at_once(self):
        async def round_trip(number):
            connection = await aio_pika.connect(TARGET)
            async with connection:
                channel = await connection.channel()
                queue = await channel.declare_queue(exclusive=True)
                await channel.default_exchange.publish(aio_pika.Message(str(number).encode()), routing_key=queue.name)
                return int((await queue.get(no_ack=True)).body)

        self.assertEqual(list(range(50)), await asyncio.gather(*map(round_trip, range(50))))

    async def test_wrong_password(self):
        with self.assertRaises(aio_pika.exceptions.AMQPConnectionError) as refusal:
            await aio_pika.connect(target_with_login("guest:不对"))

        self.assertIn("ACCESS_REFUSED", str(refusal.exception))
