// What every chapter needs: the target, connections that are closed again, unique names, time limits.

import { once } from 'node:events';
import { test as nodeTest } from 'node:test';
import amqplib from 'amqplib';
import callbackApi from 'amqplib/callback_api';

export const TARGET = process.env.CONFORMANCE_TARGET ?? 'amqp://guest:guest@127.0.0.1:5672/%2F';
const TEST_MILLIS_MAX = 60_000;

let number = 0;

/** A name that no other test of this or another run uses. */
export function unique(kind) {
  number += 1;
  return `warren.node.${process.pid}.${number}.${kind}`;
}

export function chinese(fields) {
  return Buffer.from(JSON.stringify(fields), 'utf8');
}

/** A test with a time limit that gets `connect`, whose connections are closed behind it. */
export function test(name, body) {
  nodeTest(name, { timeout: TEST_MILLIS_MAX }, async (t) => {
    const open = [];
    const connect = async (options) => {
      const connection = await amqplib.connect(TARGET, options);
      connection.on('error', () => {}); // a test that wants it waits for the event itself
      open.push(connection);
      return connection;
    };
    try {
      await body({ t, connect });
    } finally {
      await Promise.all(open.map((connection) => connection.close().catch(() => {})));
    }
  });
}

/** As `test`, with a connection and a channel at hand. */
export function channelTest(name, body) {
  test(name, async ({ t, connect }) => {
    const connection = await connect();
    const channel = await connection.createChannel();
    channel.on('error', () => {});
    await body({ t, connect, connection, channel });
  });
}

/** Whether the broker is RabbitMQ 3.10, which does not know what Warren has beyond it. */
export function is310(connection) {
  return connection.connection.serverProperties.version.startsWith('3.10.');
}

/** As `channelTest`, but skipped with RabbitMQ 3.10. */
export function warrenTest(name, body) {
  channelTest(name, async (given) => {
    if (is310(given.connection)) {
      given.t.skip('RabbitMQ 3.10 does not know this');
    } else {
      await body(given);
    }
  });
}

/** The error that the broker closes an emitter with. */
export async function errorOf(emitter) {
  const [error] = await once(emitter, 'error');
  return error;
}

export async function exclusiveQueue(channel) {
  return (await channel.assertQueue('', { exclusive: true })).queue;
}

/** Consumes until `count` messages have come. */
export function take(channel, queue, count, options = { noAck: true }) {
  return new Promise((resolve, reject) => {
    const taken = [];
    channel
      .consume(
        queue,
        (message) => {
          taken.push(message);
          if (taken.length === count) {
            channel.cancel(message.fields.consumerTag).then(() => resolve(taken), reject);
          }
        },
        options,
      )
      .catch(reject);
  });
}

/** The callback API as promises of [error, value...] where a test wants to look at both. */
export function connectWithCallback() {
  return new Promise((resolve, reject) => {
    callbackApi.connect(TARGET, (error, connection) => (error ? reject(error) : resolve(connection)));
  });
}

/** Asks until the answer pleases; the test's own time limit bounds it. */
export async function until(question) {
  while (!(await question())) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export { amqplib };
