"""TLS as Python's users have it: a context that trusts one authority, and a certificate instead of a password."""

import os
import socket
import ssl
import unittest

import pika

from support import connect, unique

TLS = os.environ.get("CONFORMANCE_TLS", "")
NEEDS_TLS = "needs CONFORMANCE_TLS=port:authority:certificate:key, a certificate with the common name guest"


class TlsOfOneVersion:
    version = None

    def setUp(self):
        port, self.authority, self.certificate, self.key = TLS.split(":")
        self.port = int(port)

    def open(self, certified=False, **changes):
        context = ssl.create_default_context(cafile=self.authority)
        context.minimum_version = context.maximum_version = self.version
        if certified:
            context.load_cert_chain(self.certificate, self.key)
        connection = connect(
            port=self.port, ssl_options=pika.SSLOptions(context, "127.0.0.1"), **changes
        )
        self.addCleanup(connection.close)
        return connection

    def test_messages_go_through(self):
        channel = self.open().channel()
        name = unique("tls")
        channel.queue_declare(name, exclusive=True)
        channel.confirm_delivery()
        body = "加密".encode() * 100_000

        channel.basic_publish("", name, body)

        self.assertEqual(body, channel.basic_get(name, auto_ack=True)[2])

    def test_certificate_is_the_password(self):
        connection = self.open(certified=True, credentials=pika.credentials.ExternalCredentials())

        self.assertTrue(connection.channel().is_open)

    def test_external_without_a_certificate_is_refused(self):
        with self.assertRaises(pika.exceptions.AMQPError):
            self.open(credentials=pika.credentials.ExternalCredentials())

    def test_unknown_authority_is_not_trusted(self):
        with self.assertRaises(ssl.SSLCertVerificationError):
            connect(
                port=self.port,
                ssl_options=pika.SSLOptions(ssl.create_default_context(), "127.0.0.1"),
            )


@unittest.skipUnless(TLS, NEEDS_TLS)
class Tls12(TlsOfOneVersion, unittest.TestCase):
    version = ssl.TLSVersion.TLSv1_2

    def test_session_is_resumed(self):
        """In one round trip, without another look at certificates."""
        context = ssl.create_default_context(cafile=self.authority)
        context.maximum_version = self.version

        first = self.session_of(context, None)

        self.assertTrue(self.session_of(context, first[0])[1])

    def session_of(self, context, session):
        with socket.create_connection(("127.0.0.1", self.port)) as plain:
            with context.wrap_socket(plain, server_hostname="127.0.0.1", session=session) as tls:
                return tls.session, tls.session_reused


@unittest.skipUnless(TLS, NEEDS_TLS)
class Tls13(TlsOfOneVersion, unittest.TestCase):
    version = ssl.TLSVersion.TLSv1_3
