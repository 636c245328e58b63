// Messages that come later: at an exchange of type x-delayed-message, and by a delay of the whole queue.

import assert from 'node:assert/strict';
import { errorOf, exclusiveQueue, take, unique, warrenTest } from '../support.js';

async function delayedExchange(channel, type) {
  const options = { durable: false, autoDelete: true, arguments: { 'x-delayed-type': type } };
  return (await channel.assertExchange(unique('delayed'), 'x-delayed-message', options)).exchange;
}

warrenTest('delayed: messages come in the order of their time and not before', async ({ channel }) => {
  const exchange = await delayedExchange(channel, 'topic');
  const queue = await exclusiveQueue(channel);
  await channel.bindQueue(queue, exchange, 'mail.*');

  const start = performance.now();
  for (const [text, delay] of [['late', 900], ['soon', 300], ['now', 0]]) {
    channel.publish(exchange, 'mail.bob', Buffer.from(text), { headers: { 'x-delay': delay }, messageId: text });
  }
  const taken = await take(channel, queue, 3);

  assert.ok(performance.now() - start >= 899); // the broker's clock counts whole milliseconds
  assert.deepEqual(
    taken.map(({ content, properties }) => [content.toString(), properties.headers['x-delay'], properties.messageId]),
    [['now', 0, 'now'], ['soon', -300, 'soon'], ['late', -900, 'late']],
  );
  assert.equal(taken[2].fields.exchange, exchange);
});

warrenTest('delayed: what waits is confirmed', async ({ connection }) => {
  const channel = await connection.createConfirmChannel();
  const exchange = await delayedExchange(channel, 'fanout');
  const queue = await exclusiveQueue(channel);
  await channel.bindQueue(queue, exchange, '');

  channel.publish(exchange, '', Buffer.from('next year'), { headers: { 'x-delay': 365 * 24 * 3_600_000 } });
  await channel.waitForConfirms();

  assert.equal(await channel.get(queue), false);
});

warrenTest('delayed: a point in time is no delay', async ({ channel }) => {
  const exchange = await delayedExchange(channel, 'fanout');
  await channel.bindQueue(await exclusiveQueue(channel), exchange, '');
  const refused = errorOf(channel);

  channel.publish(exchange, '', Buffer.from('x'), { headers: { 'x-delay': Date.now() } });

  assert.equal((await refused).code, 406);
});

warrenTest('delayed: a type is needed', async ({ channel }) => {
  const refused = errorOf(channel);

  await assert.rejects(channel.assertExchange(unique('delayed'), 'x-delayed-message', { durable: false }));

  assert.equal((await refused).code, 406);
});

warrenTest('delayed: a queue may delay all that is published to it', async ({ channel }) => {
  const options = { exclusive: true, arguments: { 'x-delivery-delay': 500 } };
  const { queue } = await channel.assertQueue(unique('undo'), options);

  const start = performance.now();
  channel.sendToQueue(queue, Buffer.from('send the mail'));
  const [message] = await take(channel, queue, 1);

  assert.ok(performance.now() - start >= 499);
  assert.equal(message.content.toString(), 'send the mail');
});
