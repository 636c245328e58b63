// The callback API: older programs use it, and it drives the protocol in its own order.

import assert from 'node:assert/strict';
import { test as nodeTest } from 'node:test';
import callbackApi from 'amqplib/callback_api';
import { connectWithCallback, TARGET, unique } from '../support.js';

const LIMIT = { timeout: 60_000 };

/** Runs a test whose body is in callback style and ends with done(error?). */
function test(name, body) {
  nodeTest(name, LIMIT, async () => {
    const connection = await connectWithCallback();
    connection.on('error', () => {});
    try {
      await new Promise((resolve, reject) => {
        const done = (error) => (error ? reject(error) : resolve());
        connection.createChannel((error, channel) => {
          if (error) {
            done(error);
            return;
          }
          try {
            body(connection, channel, done);
          } catch (thrown) {
            done(thrown);
          }
        });
      });
    } finally {
      await new Promise((resolve) => connection.close(resolve));
    }
  });
}

/** A callback that ends the test when its assertions fail. */
function checked(done, check) {
  return (...values) => {
    try {
      check(...values);
    } catch (error) {
      done(error);
    }
  };
}

test('callback: declare, bind, publish, consume and acknowledge', (_connection, channel, done) => {
  const exchange = unique('exchange');
  channel.assertExchange(exchange, 'topic', { durable: false, autoDelete: true });
  channel.assertQueue(
    '',
    { exclusive: true },
    checked(done, (error, { queue }) => {
      assert.equal(error, null);
      channel.bindQueue(queue, exchange, '新闻.#');
      channel.consume(
        queue,
        checked(done, (message) => {
          assert.equal(message.content.toString(), '你好');
          channel.ack(message);
          channel.cancel(message.fields.consumerTag, done);
        }),
        {},
        () => channel.publish(exchange, '新闻.体育', Buffer.from('你好')),
      );
    }),
  );
});

test('callback: calls are answered in the order in which they were made', (_connection, channel, done) => {
  const order = [];
  const names = Array.from({ length: 50 }, () => unique('queue'));
  for (const name of names) {
    channel.assertQueue(name, { exclusive: true }, (_error, ok) => order.push(ok.queue));
  }
  channel.checkExchange(
    'amq.direct',
    checked(done, () => {
      assert.deepEqual(order, names);
      done();
    }),
  );
});

test('callback: get from an empty queue and then not', (_connection, channel, done) => {
  channel.assertQueue('', { exclusive: true }, (_error, { queue }) => {
    channel.get(queue, {}, (_none, empty) => {
      channel.sendToQueue(queue, Buffer.from('x'));
      channel.get(
        queue,
        { noAck: true },
        checked(done, (error, message) => {
          assert.equal(empty, false);
          assert.equal(error, null);
          assert.equal(message.content.toString(), 'x');
          done();
        }),
      );
    });
  });
});

test('callback: purge and delete', (_connection, channel, done) => {
  channel.assertQueue(unique('queue'), { exclusive: true }, (_error, { queue }) => {
    channel.sendToQueue(queue, Buffer.from('x'));
    channel.purgeQueue(queue, (_purgeError, purged) => {
      channel.deleteQueue(
        queue,
        {},
        checked(done, (error, deleted) => {
          assert.equal(error, null);
          assert.equal(purged.messageCount, 1);
          assert.equal(deleted.messageCount, 0);
          done();
        }),
      );
    });
  });
});

test('callback: refused declaration gives the callback an error and the channel an event', (_connection, channel, done) => {
  const codes = [];
  const add = (error) => {
    codes.push(error.code);
    if (codes.length === 2) {
      checked(done, () => {
        assert.deepEqual(codes, [404, 404]);
        done();
      })();
    }
  };
  channel.on('error', add);
  channel.checkQueue(unique('missing'), add);
});

test('callback: confirm channel', (connection, _channel, done) => {
  connection.createConfirmChannel((_error, channel) => {
    const confirmed = [];
    for (let number = 0; number < 10; number += 1) {
      channel.publish('amq.fanout', '', Buffer.from('x'), {}, () => confirmed.push(number));
    }
    channel.waitForConfirms(
      checked(done, (error) => {
        assert.ok(!error, error);
        assert.equal(confirmed.length, 10);
        done();
      }),
    );
  });
});

nodeTest('callback: wrong password', LIMIT, async () => {
  const url = new URL(TARGET);
  url.password = 'wrong';

  const error = await new Promise((resolve) => callbackApi.connect(url.toString(), resolve));

  assert.match(error.message, /ACCESS[_-]REFUSED/);
});
