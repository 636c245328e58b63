// Confirm channels and returned messages.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { exclusiveQueue, take, test, unique } from '../support.js';

test('confirm: waitForConfirms waits for all', async ({ connect }) => {
  const channel = await (await connect()).createConfirmChannel();
  const queue = await exclusiveQueue(channel);

  for (let number = 0; number < 500; number += 1) {
    channel.sendToQueue(queue, Buffer.from(String(number)));
  }
  await channel.waitForConfirms();

  const taken = await take(channel, queue, 500);
  assert.deepEqual(taken.map((m) => Number(m.content)), Array.from({ length: 500 }, (_, number) => number));
});

test('confirm: each message has its callback, unroutable ones too', async ({ connect }) => {
  const channel = await (await connect()).createConfirmChannel();
  const outcomes = [];

  for (let number = 0; number < 20; number += 1) {
    channel.sendToQueue(unique('missing'), Buffer.from('x'), {}, (error) => outcomes.push(error));
  }
  await channel.waitForConfirms();

  assert.deepEqual(outcomes, Array(20).fill(null));
});

test('confirm: mandatory message comes back before it is confirmed', async ({ connect }) => {
  const channel = await (await connect()).createConfirmChannel();
  const missing = unique('missing');
  const events = [];
  channel.on('return', (message) => events.push(message));

  channel.publish('', missing, Buffer.from('退回'), { mandatory: true, headers: { 键: '值' } }, () => events.push('ack'));
  await channel.waitForConfirms();

  assert.equal(events.length, 2);
  assert.equal(events[1], 'ack');
  const [{ fields, properties, content }] = events;
  assert.equal(fields.replyCode, 312);
  assert.equal(fields.replyText, 'NO_ROUTE');
  assert.equal(fields.routingKey, missing);
  assert.equal(properties.headers['键'], '值');
  assert.equal(content.toString(), '退回');
});

test('confirm: return event without confirms', async ({ connect }) => {
  const channel = await (await connect()).createChannel();
  const returned = once(channel, 'return');

  channel.publish('amq.fanout', '', Buffer.from('back'), { mandatory: true });

  assert.equal((await returned)[0].content.toString(), 'back');
});

test('confirm: channel error fails what is unconfirmed', async ({ connect }) => {
  const channel = await (await connect()).createConfirmChannel();
  channel.on('error', () => {});

  channel.publish('没有的交换机', 'k', Buffer.from('x'));

  await assert.rejects(channel.waitForConfirms(), /channel closed/);
});
