// The promise API: what most Node programs use.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { amqplib, channelTest, chinese, errorOf, exclusiveQueue, take, TARGET, test, unique, until } from '../support.js';

const LARGE_BYTES = 20 * 1024 * 1024;

channelTest('promise: hello world in Chinese', async ({ channel }) => {
  const { queue, messageCount, consumerCount } = await channel.assertQueue(unique('hello'), { exclusive: true });
  const body = chinese({ 消息: '你好,世界!🐇' });

  channel.sendToQueue(queue, body);
  const [message] = await take(channel, queue, 1);

  assert.deepEqual([messageCount, consumerCount], [0, 0]);
  assert.deepEqual(message.content, body);
  assert.equal(message.fields.routingKey, queue);
  assert.equal(message.fields.exchange, '');
  assert.equal(message.fields.redelivered, false);
});

channelTest('promise: message to a missing queue is lost silently', async ({ channel }) => {
  const name = unique('missing');

  channel.sendToQueue(name, Buffer.from('lost'));
  await channel.assertQueue(name, { exclusive: true });

  assert.equal(await channel.get(name), false);
});

for (const [kind, bindingKey, hit, miss] of [
  ['direct', '错误', '错误', '警告'],
  ['topic', '日志.*.磁盘', '日志.错误.磁盘', '日志.磁盘'],
  ['fanout', '', '任何', null],
]) {
  channelTest(`promise: ${kind} exchange routes`, async ({ channel }) => {
    const { exchange } = await channel.assertExchange(unique(kind), kind, { autoDelete: true, durable: false });
    const queue = await exclusiveQueue(channel);
    await channel.bindQueue(queue, exchange, bindingKey);

    if (miss !== null) {
      channel.publish(exchange, miss, Buffer.from('miss'));
    }
    channel.publish(exchange, hit, Buffer.from('hit'));

    const [message] = await take(channel, queue, 1);
    assert.equal(message.content.toString(), 'hit');
    assert.equal(message.fields.routingKey, hit);
    assert.equal(await channel.get(queue), false);
  });
}

channelTest('promise: headers exchange routes', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  await channel.bindQueue(queue, 'amq.headers', '', { 'x-match': 'all', 格式: 'pdf', 页: 7 });

  channel.publish('amq.headers', '', Buffer.from('miss'), { headers: { 格式: 'pdf' } });
  channel.publish('amq.headers', '', Buffer.from('hit'), { headers: { 格式: 'pdf', 页: 7 } });

  assert.equal((await take(channel, queue, 1))[0].content.toString(), 'hit');
});

channelTest('promise: exchange bound to an exchange', async ({ channel }) => {
  const source = unique('source');
  const target = unique('target');
  await channel.assertExchange(source, 'topic', { durable: false });
  await channel.assertExchange(target, 'fanout', { durable: false });
  const queue = await exclusiveQueue(channel);
  await channel.bindExchange(target, source, '新闻.#');
  await channel.bindQueue(queue, target, '');

  channel.publish(source, '新闻.体育', Buffer.from('yes'));
  await take(channel, queue, 1);
  await channel.unbindExchange(target, source, '新闻.#');
  channel.publish(source, '新闻.体育', Buffer.from('no'));

  assert.equal(await channel.get(queue), false);
  await channel.deleteExchange(source);
  await channel.deleteExchange(target);
});

channelTest('promise: alternate exchange', async ({ channel }) => {
  const main = unique('main');
  const alternate = unique('alternate');
  await channel.assertExchange(alternate, 'fanout', { durable: false });
  await channel.assertExchange(main, 'direct', { durable: false, alternateExchange: alternate });
  const queue = await exclusiveQueue(channel);
  await channel.bindQueue(queue, alternate, '');

  channel.publish(main, '无人', Buffer.from('caught'));

  assert.equal((await take(channel, queue, 1))[0].content.toString(), 'caught');
  await channel.deleteExchange(main);
  await channel.deleteExchange(alternate);
});

channelTest('promise: unbound queue gets no more', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  await channel.bindQueue(queue, 'amq.direct', queue);
  await channel.unbindQueue(queue, 'amq.direct', queue);

  channel.publish('amq.direct', queue, Buffer.from('no'));

  assert.equal(await channel.get(queue), false);
});

channelTest('promise: get, acknowledge and count', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  for (let number = 0; number < 3; number += 1) {
    channel.sendToQueue(queue, Buffer.from(String(number)));
  }

  const first = await channel.get(queue);
  channel.ack(first);

  assert.equal(first.content.toString(), '0');
  assert.equal(first.fields.messageCount, 2);
  assert.equal((await channel.checkQueue(queue)).messageCount, 2);
});

channelTest('promise: nack puts a message back to its place', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  for (let number = 0; number < 3; number += 1) {
    channel.sendToQueue(queue, Buffer.from(String(number)));
  }

  channel.nack(await channel.get(queue));
  const taken = await take(channel, queue, 3);

  assert.deepEqual(taken.map((m) => m.content.toString()), ['0', '1', '2']);
  assert.deepEqual(taken.map((m) => m.fields.redelivered), [true, false, false]);
});

channelTest('promise: nack of all and reject without requeue', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  channel.sendToQueue(queue, Buffer.from('a'));
  channel.sendToQueue(queue, Buffer.from('b'));
  await channel.get(queue);
  await channel.get(queue);

  channel.nackAll(true);
  channel.reject(await channel.get(queue), false);

  const left = await channel.get(queue, { noAck: true });
  assert.equal(left.content.toString(), 'b');
  assert.equal(left.fields.messageCount, 0);
});

channelTest('promise: acknowledge all up to one', async ({ connection, channel }) => {
  const queue = await exclusiveQueue(channel);
  for (let number = 0; number < 5; number += 1) {
    channel.sendToQueue(queue, Buffer.from(String(number)));
  }
  const taken = [];
  for (let number = 0; number < 5; number += 1) {
    taken.push(await channel.get(queue));
  }

  channel.ack(taken[2], true);
  await channel.close();

  const other = await connection.createChannel();
  assert.deepEqual((await take(other, queue, 2)).map((m) => m.content.toString()), ['3', '4']);
});

channelTest('promise: recover delivers again', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  channel.sendToQueue(queue, Buffer.from('a'));
  await channel.get(queue);

  await channel.recover();

  assert.equal((await take(channel, queue, 1))[0].fields.redelivered, true);
});

channelTest('promise: purge and delete tell how many', async ({ channel }) => {
  const queue = unique('queue');
  await channel.assertQueue(queue, { exclusive: true });
  for (let number = 0; number < 4; number += 1) {
    channel.sendToQueue(queue, Buffer.from('x'));
  }

  assert.deepEqual(await channel.purgeQueue(queue), { messageCount: 4 });
  channel.sendToQueue(queue, Buffer.from('x'));
  assert.deepEqual(await channel.deleteQueue(queue), { messageCount: 1 });
  assert.deepEqual(await channel.deleteQueue(queue), { messageCount: 0 });
});

channelTest('promise: prefetch limits what is out', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  for (let number = 0; number < 10; number += 1) {
    channel.sendToQueue(queue, Buffer.from(String(number)));
  }
  const received = [];
  await channel.prefetch(3);
  await channel.consume(queue, (message) => received.push(message));

  await until(() => received.length === 3);
  await until(async () => (await channel.checkQueue(queue)).messageCount === 7);
  channel.ack(received[2], true);
  await until(() => received.length === 6);

  assert.equal((await channel.checkQueue(queue)).messageCount, 4);
});

channelTest('promise: prefetch of the whole channel', async ({ channel }) => {
  const first = await exclusiveQueue(channel);
  const second = await exclusiveQueue(channel);
  const received = [];
  await channel.prefetch(3, true);
  for (const queue of [first, second]) {
    channel.sendToQueue(queue, Buffer.from('a'));
    channel.sendToQueue(queue, Buffer.from('b'));
    await channel.consume(queue, (message) => received.push(message));
  }

  await until(() => received.length === 3);
  await channel.checkQueue(first);
  assert.equal(received.length, 3);
  channel.ack(received[0]);
  await until(() => received.length === 4);
});

channelTest('promise: cancelled consumer gets no more', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  const { consumerTag } = await channel.consume(queue, () => assert.fail('cancelled'), { noAck: true });

  await channel.cancel(consumerTag);
  channel.sendToQueue(queue, Buffer.from('late'));

  assert.equal((await channel.get(queue, { noAck: true })).content.toString(), 'late');
  assert.match(consumerTag, /^amq\.ctag-/);
});

channelTest('promise: deleting a queue tells its consumers with null', async ({ connect, channel }) => {
  const queue = unique('queue');
  await channel.assertQueue(queue, { durable: false });
  const told = new Promise((resolve) => channel.consume(queue, resolve));
  await until(async () => (await channel.checkQueue(queue)).consumerCount === 1);

  const other = await (await connect()).createChannel();
  await other.deleteQueue(queue);

  assert.equal(await told, null);
});

channelTest('promise: two consumers take turns', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  const received = [[], []];
  for (const bodies of received) {
    await channel.consume(queue, (message) => bodies.push(Number(message.content)), { noAck: true });
  }

  for (let number = 0; number < 6; number += 1) {
    channel.sendToQueue(queue, Buffer.from(String(number)));
  }
  await until(() => received.flat().length === 6);

  assert.deepEqual(received, [
    [0, 2, 4],
    [1, 3, 5],
  ]);
});

channelTest('promise: all properties arrive', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  const sent = {
    contentType: 'application/json',
    contentEncoding: 'utf-8',
    deliveryMode: 2,
    priority: 5,
    correlationId: '关联 一',
    replyTo: '回复',
    expiration: '60000',
    messageId: '消息 一',
    timestamp: 1_763_000_000,
    type: '任务',
    userId: 'guest',
    appId: '应用',
    headers: { 来源: '测试' },
  };

  channel.sendToQueue(queue, Buffer.from('x'), sent);
  const [message] = await take(channel, queue, 1);

  for (const [name, value] of Object.entries(sent)) {
    assert.deepEqual(message.properties[name], value, name);
  }
});

channelTest('promise: headers of every type arrive', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  const sent = {
    字符串: '值',
    真: true,
    假: false,
    无: null,
    字节: Buffer.from([0, 255, 206]),
    八位: 7,
    十六位: -30_000,
    三十二位: 2_000_000_000,
    六十四位: 2 ** 50,
    负: -(2 ** 50),
    双精度: 2.5,
    表: { 里: { 更里: ['a', 1] } },
    列表: ['一', 2, true, null, ['嵌套']],
    单精度: { '!': 'float', value: 0.5 },
    无符号八位: { '!': 'uint8', value: 200 },
    无符号十六位: { '!': 'uint16', value: 60_000 },
    无符号三十二位: { '!': 'uint32', value: 4_000_000_000 },
    时间: { '!': 'timestamp', value: 1_763_000_000 },
    小数: { '!': 'decimal', value: { places: 2, digits: 314 } },
  };

  channel.sendToQueue(queue, Buffer.from('x'), { headers: sent });
  const [{ properties }] = await take(channel, queue, 1);

  const plain = { ...sent, 单精度: 0.5, 无符号八位: 200, 无符号十六位: 60_000, 无符号三十二位: 4_000_000_000 };
  assert.deepEqual({ ...properties.headers }, plain);
});

channelTest('promise: copies of a message to several queues by CC and BCC', async ({ channel }) => {
  const [to, cc, bcc] = [await exclusiveQueue(channel), await exclusiveQueue(channel), await exclusiveQueue(channel)];

  channel.sendToQueue(to, Buffer.from('x'), { CC: cc, BCC: [bcc] });

  for (const queue of [to, cc, bcc]) {
    const [{ properties }] = await take(channel, queue, 1);
    assert.deepEqual(properties.headers.CC, [cc]);
    assert.equal(properties.headers.BCC, undefined);
  }
});

channelTest('promise: large message arrives whole', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  const body = Buffer.alloc(LARGE_BYTES, '0123456789abcdef');

  channel.sendToQueue(queue, body);
  const [message] = await take(channel, queue, 1);

  assert.ok(message.content.equals(body));
});

channelTest('promise: publisher that fills its buffer is told to drain', async ({ channel }) => {
  const queue = await exclusiveQueue(channel);
  const body = Buffer.alloc(1024, 'x');
  let sent = 0;
  let drains = 0;

  while (sent < 5_000) {
    const goOn = channel.sendToQueue(queue, body);
    sent += 1;
    if (!goOn) {
      await once(channel, 'drain');
      drains += 1;
    }
  }

  assert.ok(drains > 0);
  assert.deepEqual((await take(channel, queue, 5_000)).length, 5_000);
});

channelTest('promise: many channels work side by side', async ({ connection, channel }) => {
  const queue = await exclusiveQueue(channel);
  const channels = await Promise.all(Array.from({ length: 100 }, () => connection.createChannel()));

  await Promise.all(
    channels.map(async (each, number) => {
      each.sendToQueue(queue, Buffer.from(String(number)));
      await each.close();
    }),
  );

  const numbers = (await take(channel, queue, 100)).map((m) => Number(m.content)).sort((a, b) => a - b);
  assert.deepEqual(numbers, Array.from({ length: 100 }, (_, number) => number));
});

test('promise: call and answer over the broker', async ({ connect }) => {
  const server = await (await connect()).createChannel();
  const requestQueue = unique('rpc');
  await server.assertQueue(requestQueue, { exclusive: true });
  await server.prefetch(1);
  await server.consume(requestQueue, (message) => {
    const { 数 } = JSON.parse(message.content.toString());
    const { replyTo, correlationId } = message.properties;
    server.sendToQueue(replyTo, chinese({ 结果: 数 * 2 }), { correlationId });
    server.ack(message);
  });

  const client = await (await connect()).createChannel();
  const replies = await exclusiveQueue(client);
  const answers = new Map();
  await client.consume(replies, (m) => answers.set(m.properties.correlationId, JSON.parse(m.content)), { noAck: true });
  for (let number = 0; number < 20; number += 1) {
    // The server's queue is exclusive to its connection, but publishing to it is open to all.
    client.sendToQueue(requestQueue, chinese({ 数: number }), { replyTo: replies, correlationId: `调用${number}` });
  }
  await until(() => answers.size === 20);

  assert.deepEqual(answers.get('调用7'), { 结果: 14 });
});

channelTest('promise: direct reply-to', async ({ connection, channel }) => {
  const server = await connection.createChannel();
  const requests = await exclusiveQueue(channel);
  await server.consume(
    requests,
    (m) => server.sendToQueue(m.properties.replyTo, m.content, { correlationId: m.properties.correlationId }),
    { noAck: true },
  );
  const answer = new Promise((resolve) => channel.consume('amq.rabbitmq.reply-to', resolve, { noAck: true }));

  channel.sendToQueue(requests, Buffer.from('回声'), { replyTo: 'amq.rabbitmq.reply-to', correlationId: '一' });

  const message = await answer;
  assert.equal(message.content.toString(), '回声');
  assert.equal(message.properties.correlationId, '一');
});

for (const [what, code, text, act] of [
  ['missing queue', 404, (n) => `NOT_FOUND - no queue '${n}' in vhost '/'`, (c, n) => c.checkQueue(n)],
  ['missing exchange', 404, (n) => `NOT_FOUND - no exchange '${n}' in vhost '/'`, (c, n) => c.checkExchange(n)],
  [
    'reserved name',
    403,
    () => "ACCESS_REFUSED - queue name 'amq.mine' contains reserved prefix 'amq.*'",
    (c) => c.assertQueue('amq.mine'),
  ],
  [
    'different declaration',
    406,
    () =>
      "PRECONDITION_FAILED - inequivalent arg 'type' for exchange 'amq.direct' in vhost '/': " +
      "received 'fanout' but current is 'direct'",
    (c) => c.assertExchange('amq.direct', 'fanout'),
  ],
]) {
  channelTest(`promise: ${what} rejects the call and closes the channel with ${code}`, async ({ connection, channel }) => {
    const name = unique('missing');
    const emitted = errorOf(channel);
    const closed = new Promise((resolve) => channel.once('close', resolve));

    await assert.rejects(act(channel, name), (error) => error.code === code && error.message.includes(text(name)));

    assert.equal((await emitted).code, code);
    await closed;
    await connection.createChannel();
  });
}

channelTest('promise: publish to a missing exchange closes the channel with an event', async ({ connection, channel }) => {
  const emitted = errorOf(channel);

  channel.publish('没有的交换机', 'k', Buffer.from('x'));

  const error = await emitted;
  assert.equal(error.code, 404);
  assert.match(error.message, /NOT_FOUND - no exchange '没有的交换机' in vhost '\/'/);
  await connection.createChannel();
});

channelTest('promise: unknown delivery tag closes the channel with an event', async ({ channel }) => {
  const emitted = errorOf(channel);

  channel.ack({ fields: { deliveryTag: 99 } });

  const error = await emitted;
  assert.equal(error.code, 406);
  assert.match(error.message, /PRECONDITION_FAILED - unknown delivery tag 99/);
});

channelTest('promise: exclusive queue is locked for another connection', async ({ connect, channel }) => {
  const queue = await exclusiveQueue(channel);
  const stranger = await (await connect()).createChannel();
  stranger.on('error', () => {});

  await assert.rejects(stranger.checkQueue(queue), (error) => error.code === 405);
});

test('promise: idle connection with heartbeat one stays open', async () => {
  const url = new URL(TARGET);
  url.searchParams.set('heartbeat', '1');
  const idle = await amqplib.connect(url.toString());
  const failed = new Promise((_, reject) => idle.on('error', reject));

  await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 3_500))]);
  const channel = await idle.createChannel();

  assert.ok(await exclusiveQueue(channel));
  await idle.close();
});

test('promise: small frames', async () => {
  const url = new URL(TARGET);
  url.searchParams.set('frameMax', '4096');
  const connection = await amqplib.connect(url.toString());
  const channel = await connection.createChannel();
  const queue = await exclusiveQueue(channel);
  const body = Buffer.alloc(50_000, '小帧');

  channel.sendToQueue(queue, body);

  assert.ok((await take(channel, queue, 1))[0].content.equals(body));
  await connection.close();
});

test('promise: wrong password and unknown virtual host', async () => {
  const url = new URL(TARGET);
  url.password = 'wrong';
  await assert.rejects(amqplib.connect(url.toString()), /ACCESS[_-]REFUSED/);

  const elsewhere = new URL(TARGET);
  elsewhere.pathname = '/nowhere';
  await assert.rejects(amqplib.connect(elsewhere.toString()), /Expected ConnectionOpenOk; got <ConnectionClose channel:0>/);
});

test('promise: server properties', async ({ connect }) => {
  const { serverProperties } = (await connect()).connection;

  assert.equal(serverProperties.product, 'RabbitMQ');
  assert.match(serverProperties.version, /^\d+\.\d+\.\d+/);
  assert.equal(serverProperties.capabilities.publisher_confirms, true);
  assert.equal(serverProperties.capabilities['connection.blocked'], true);
});

test('promise: update-secret is answered', async ({ connect }) => {
  const connection = await connect();

  const answered = once(connection, 'update-secret-ok');
  await connection.updateSecret(Buffer.from('guest'), 'rotation');

  await answered;
});
