// Messages that come twice and are taken once; publishers and consumers do nothing for it.

import assert from 'node:assert/strict';
import { errorOf, exclusiveQueue, unique, warrenTest } from '../support.js';

const HOUR = 3_600_000;

async function confirming(connection, given) {
  const channel = await connection.createConfirmChannel();
  channel.on('error', () => {});
  const { queue } = await channel.assertQueue(unique('dedup'), { exclusive: true, arguments: given });
  return { channel, queue };
}

/** The texts of all that is there. */
async function drain(channel, queue) {
  const texts = [];
  for (let got = await channel.get(queue, { noAck: true }); got; got = await channel.get(queue, { noAck: true })) {
    texts.push(got.content.toString());
  }
  return texts;
}

async function send(channel, exchange, key, messages) {
  for (const [text, options] of messages) {
    channel.publish(exchange, key, Buffer.from(text), options);
  }
  await channel.waitForConfirms();
}

warrenTest('deduplication: a message-id is taken once in its window', async ({ connection }) => {
  const { channel, queue } = await confirming(connection, { 'x-dedup-window': HOUR });
  let returned = 0;
  channel.on('return', () => { returned += 1; });

  await send(channel, '', queue, [
    ['first', { messageId: 'a', mandatory: true }],
    ['again', { messageId: 'a', mandatory: true }],
    ['other', { messageId: 'b' }],
    ['no id', {}],
    ['no id', {}],
  ]);

  assert.deepEqual(await drain(channel, queue), ['first', 'other', 'no id', 'no id']);
  await send(channel, '', queue, [['after it was consumed', { messageId: 'a' }]]);
  assert.deepEqual(await drain(channel, queue), []);
  assert.equal(returned, 0);
});

warrenTest('deduplication: the key may be a header or the body', async ({ connection }) => {
  for (const [key, options] of [
    ['header:order', (order) => ({ headers: { order } })],
    ['body', () => ({})],
  ]) {
    const { channel, queue } = await confirming(connection, { 'x-dedup-window': HOUR, 'x-dedup-key': key });

    await send(channel, '', queue, ['a', 'a', 'b', 'a'].map((text) => [text, options(text)]));

    assert.deepEqual(await drain(channel, queue), ['a', 'b'], key);
  }
});

warrenTest("deduplication: the plugin's argument of a queue", async ({ connection }) => {
  const { channel, queue } = await confirming(connection, { 'x-message-deduplication': true });
  const page = { headers: { 'x-deduplication-header': 'page-1' } };

  await send(channel, '', queue, [['first', page], ['while it is there', page]]);
  assert.deepEqual(await drain(channel, queue), ['first']);

  await send(channel, '', queue, [['when it has gone', page]]);
  assert.deepEqual(await drain(channel, queue), ['when it has gone']);
});

warrenTest("deduplication: the plugin's exchange", async ({ connection }) => {
  const channel = await connection.createConfirmChannel();
  const options = { durable: false, autoDelete: true, arguments: { 'x-cache-size': 10, 'x-cache-ttl': HOUR } };
  const { exchange } = await channel.assertExchange(unique('once'), 'x-message-deduplication', options);
  const queues = [await exclusiveQueue(channel), await exclusiveQueue(channel)];
  for (const queue of queues) {
    await channel.bindQueue(queue, exchange, '');
  }
  const login = { headers: { 'x-deduplication-header': 'login-12' } };

  await send(channel, exchange, '', [['first', login], ['again', login], ['plain', {}]]);

  for (const queue of queues) {
    assert.deepEqual(await drain(channel, queue), ['first', 'plain']);
  }
});

warrenTest('deduplication: a wrong argument is refused', async ({ channel }) => {
  const refused = errorOf(channel);
  const options = { exclusive: true, arguments: { 'x-dedup-window': HOUR, 'x-dedup-key': 'subject' } };

  await assert.rejects(channel.assertQueue(unique('dedup'), options));

  const { code, message } = await refused;
  assert.equal(code, 406);
  assert.match(message, /invalid arg 'x-dedup-key' for queue .*: invalid_dedup_key/);
});
