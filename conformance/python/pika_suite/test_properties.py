"""Properties and headers travel unchanged, of every type that pika can write and read (no floats, no large negatives)."""

import datetime
import decimal

import pika

from support import BrokerTest

NOON = 1_763_000_000


class Properties(BrokerTest):
    def returned(self, properties):
        name = self.queue()
        self.channel.basic_publish("", name, b"x", properties)
        return self.take(name, 1)[0][1]

    def returned_headers(self, headers):
        return self.returned(pika.BasicProperties(headers=headers)).headers

    def test_all_properties(self):
        sent = pika.BasicProperties(
            content_type="application/json",
            content_encoding="utf-8",
            headers={"来源": "测试"},
            delivery_mode=2,
            priority=9,
            correlation_id="关联 一",
            reply_to="回复队列",
            expiration="60000",
            message_id="消息 一",
            timestamp=NOON,
            type="任务",
            user_id="guest",
            app_id="应用",
            cluster_id="集群",
        )

        self.assertEqual(sent, self.returned(sent))

    def test_each_property_alone(self):
        for name, value in (
            ("content_type", "text/plain"),
            ("content_encoding", "gzip"),
            ("headers", {}),
            ("delivery_mode", 1),
            ("priority", 0),
            ("correlation_id", ""),
            ("reply_to", "r"),
            ("expiration", "99999"),
            ("message_id", "字" * 85),
            ("timestamp", 0),
            ("type", "t"),
            ("user_id", "guest"),
            ("app_id", "a"),
            ("cluster_id", "c"),
        ):
            with self.subTest(name):
                sent = pika.BasicProperties(**{name: value})
                self.assertEqual(sent, self.returned(sent))

    def test_headers_of_every_type(self):
        sent = {
            "字符串": "值",
            "空": "",
            "真": True,
            "假": False,
            "小整数": 42,
            "负整数": -2_000_000_000,
            "大整数": 2**62,
            "小数": decimal.Decimal("3.14"),
            "时间": datetime.datetime(2025, 11, 13, 2, 13, 20),
            "无": None,
            "字节": b"\x00\xff\xfe",
            "表": {"里": {"更里": ["a", 1, {"底": True}]}},
            "列表": ["一", 2, None, False, ["嵌套"], {"键": "值"}],
            "空表": {},
            "空列表": [],
        }

        self.assertEqual(sent, self.returned_headers(sent))

    def test_header_with_a_long_string(self):
        sent = {"长": "字" * 20_000}

        self.assertEqual(sent, self.returned_headers(sent))

    def test_five_hundred_headers_keep_their_order(self):
        sent = {f"头{number}": number for number in range(500)}

        self.assertEqual(list(sent.items()), list(self.returned_headers(sent).items()))

    def test_headers_nested_thirty_deep(self):
        sent = {"底": "到了"}
        for _ in range(30):
            sent = {"层": sent}

        self.assertEqual(sent, self.returned_headers(sent))
