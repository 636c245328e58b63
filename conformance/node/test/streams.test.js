// Streams: a log that many read, each from where it wants. RabbitMQ 3.10 has them too, but for filters.

import assert from 'node:assert/strict';
import { channelTest, errorOf, is310, take, unique } from '../support.js';

const COUNT = 10;

/** A test with a stream of `m0` to `m9`, each confirmed before the next was sent; it is deleted behind the test. */
function streamTest(name, body) {
  channelTest(name, async (given) => {
    const publisher = await given.connection.createConfirmChannel();
    const stream = unique('stream');
    await publisher.assertQueue(stream, { durable: true, arguments: { 'x-queue-type': 'stream' } });
    try {
      await publish(publisher, stream, 0, COUNT);
      await given.channel.prefetch(100);
      await body({ ...given, publisher, stream });
    } finally {
      const janitor = await (await given.connect()).createChannel();
      await janitor.deleteQueue(stream);
    }
  });
}

async function publish(channel, stream, from, to) {
  for (let number = from; number < to; number += 1) {
    channel.sendToQueue(stream, Buffer.from(`m${number}`));
    await channel.waitForConfirms();
  }
}

const from = (offset) => ({ noAck: false, arguments: { 'x-stream-offset': offset } });
const texts = (messages) => messages.map(({ content }) => content.toString());
const expected = (start, end) => Array.from({ length: end - start }, (_, index) => `m${start + index}`);

streamTest('streams: every consumer reads everything, with its offsets', async ({ connection, channel, stream }) => {
  const other = await connection.createChannel();
  await other.prefetch(100);

  for (const reader of [channel, other]) {
    const messages = await take(reader, stream, COUNT, from('first'));

    assert.deepEqual(texts(messages), expected(0, COUNT));
    assert.deepEqual(
      messages.map(({ properties }) => properties.headers['x-stream-offset']),
      Array.from({ length: COUNT }, (_, index) => index),
    );
  }
});

for (const [what, offset, start] of [
  ['a number', 7, 7],
  ['the last chunk', 'last', COUNT - 1],
  ['an age', '1h', 0],
  ['a time', { '!': 'timestamp', value: Math.floor(Date.now() / 1000) - 3600 }, 0],
]) {
  streamTest(`streams: reading begins at ${what}`, async ({ channel, stream }) => {
    const messages = await take(channel, stream, COUNT - start, from(offset));

    assert.deepEqual(texts(messages), expected(start, COUNT));
  });
}

streamTest('streams: next is what comes from now on', async ({ channel, publisher, stream }) => {
  let resolve;
  const first = new Promise((done) => { resolve = done; });
  await channel.consume(stream, resolve, from('next'));

  await publish(publisher, stream, COUNT, COUNT + 1);

  assert.equal((await first).content.toString(), `m${COUNT}`);
});

streamTest('streams: an ack gives credit back and takes nothing away', async ({ connection, stream }) => {
  const slow = await connection.createChannel();
  await slow.prefetch(1);
  const seen = [];
  await new Promise((resolve, reject) => {
    const onMessage = (message) => {
      seen.push(message);
      if (seen.length === COUNT) {
        resolve();
      } else {
        slow.ack(message);
      }
    };
    slow.consume(stream, onMessage, from('first')).catch(reject);
  });

  assert.deepEqual(texts(seen), expected(0, COUNT));
  const again = await connection.createChannel();
  await again.prefetch(100);
  assert.deepEqual(texts(await take(again, stream, COUNT, from('first'))), expected(0, COUNT));
});

streamTest('streams: a consumer may ask for some values', async ({ connection, channel, publisher, stream }) => {
  for (const region of ['emea', 'apac', 'emea']) {
    publisher.sendToQueue(stream, Buffer.from(region), { headers: { 'x-stream-filter-value': region } });
  }
  await publisher.waitForConfirms();
  const options = {
    noAck: false,
    arguments: { 'x-stream-offset': COUNT, 'x-stream-filter': ['apac', 'none'], 'x-stream-match-unfiltered': false },
  };

  const wanted = is310(connection) ? ['emea', 'apac', 'emea'] : ['apac'];

  assert.deepEqual(texts(await take(channel, stream, wanted.length, options)), wanted);
});

streamTest('streams: getting one message is not supported', async ({ connect, stream }) => {
  const connection = await connect();
  const refused = errorOf(connection);
  const channel = await connection.createChannel();
  channel.on('error', () => {});

  await assert.rejects(channel.get(stream));

  const { code, message } = await refused;
  assert.equal(code, 540);
  assert.match(message, /basic\.get not supported by stream queues/);
});

streamTest('streams: a consumer needs a prefetch', async ({ connection, stream }) => {
  const channel = await connection.createChannel();
  const refused = errorOf(channel);

  await assert.rejects(channel.consume(stream, () => {}, from('first')));

  const { code, message } = await refused;
  assert.equal(code, 406);
  assert.match(message, /consumer prefetch count is not set/);
});
