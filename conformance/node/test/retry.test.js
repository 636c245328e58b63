// Messages that fail and come back later, by queue arguments: the consumer is one like all others.

import assert from 'node:assert/strict';
import { errorOf, exclusiveQueue, unique, warrenTest } from '../support.js';

async function retrying(channel, more) {
  const given = { 'x-retry-base': 200, 'x-retry-jitter': 0, ...more };
  return (await channel.assertQueue(unique('retry'), { exclusive: true, arguments: given })).queue;
}

/** Consumes, and does with each message what `handle` says, until that answers something. */
function work(channel, queue, handle) {
  return new Promise((resolve, reject) => {
    const onMessage = (message) => {
      const result = handle(message);
      if (result !== undefined) {
        channel.cancel(message.fields.consumerTag).then(() => resolve(result), reject);
      }
    };
    channel.consume(queue, onMessage).catch(reject);
  });
}

const retried = ({ properties }) => properties.headers['x-retry-count'] ?? 0;

warrenTest('retry: a rejected message comes back later and later', async ({ channel }) => {
  const queue = await retrying(channel, { 'x-retry-factor': 2 });
  const attempts = [];

  const start = performance.now();
  channel.sendToQueue(queue, Buffer.from('stubborn'));
  await work(channel, queue, (message) => {
    attempts.push(retried(message));
    if (attempts.length === 3) {
      channel.ack(message);
      return message;
    }
    channel.reject(message, false);
  });

  assert.ok(performance.now() - start >= 598); // 200 and 400, in whole milliseconds
  assert.deepEqual(attempts, [0, 1, 2]);
});

for (const [how, fail, reason] of [
  ['nacked', (channel, message) => channel.nack(message, false, true), 'requeued'],
  ['rejected', (channel, message) => channel.reject(message, false), 'rejected'],
]) {
  warrenTest(`retry: a message that is ${how} says so`, async ({ channel }) => {
    const queue = await retrying(channel, { 'x-retry-base': 50 });
    channel.sendToQueue(queue, Buffer.from('x'));

    const last = await work(channel, queue, (message) => {
      if (retried(message) > 0) {
        channel.ack(message);
        return message;
      }
      fail(channel, message);
    });

    assert.equal(last.properties.headers['x-retry-reason'], reason);
    assert.equal(last.fields.redelivered, false);
    assert.equal(last.fields.routingKey, queue);
  });
}

warrenTest('retry: what is given up is parked', async ({ channel }) => {
  const parking = await exclusiveQueue(channel);
  const queue = await retrying(channel, {
    'x-retry-base': 50,
    'x-retry-attempts': 2,
    'x-retry-park-queue': parking,
  });
  let attempts = 0;
  await channel.consume(queue, (message) => {
    attempts += 1;
    channel.nack(message, false, true);
  });

  channel.sendToQueue(queue, Buffer.from('stubborn'), { messageId: 'kept' });
  const parked = await work(channel, parking, (message) => message);

  assert.equal(attempts, 3);
  assert.equal(parked.properties.headers['x-retry-count'], 2);
  assert.equal(parked.properties.messageId, 'kept');
});

warrenTest('retry: a wrong argument is refused', async ({ channel }) => {
  const refused = errorOf(channel);

  await assert.rejects(retrying(channel, { 'x-retry-on': 'never' }));

  const { code, message } = await refused;
  assert.equal(code, 406);
  assert.match(message, /invalid arg 'x-retry-on' for queue .*: invalid_retry_on/);
});
