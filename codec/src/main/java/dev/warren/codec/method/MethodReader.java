package dev.warren.codec.method;

import dev.warren.codec.value.AmqpException;
import io.netty.buffer.ByteBuf;

/// Reads the methods of both directions; which of them a client may send is for the caller to say.
///
/// Constructor arguments are evaluated from left to right, so each line below names the fields in
/// the order of the wire.
public final class MethodReader {

    private MethodReader() {}

    /// Reads the payload of a method frame without moving the indexes of its buffer. An undefined
    /// method and arguments that end too early or go on too long are a frame error, a malformed
    /// table a syntax error.
    public static Method read(ByteBuf payload, int index, int length) {
        var in = new ArgumentReader(payload, index, length);
        Method method = read(in.id(), in);
        in.checkEnd();
        return method;
    }

    /// The error for a payload that is not what it should be.
    public static AmqpException cannotDecode(ByteBuf payload, int index, int length) {
        return new ArgumentReader(payload, index, length).cannotDecode();
    }

    private static Method read(int id, ArgumentReader in) {
        return switch (id >>> 16) {
            case 10 -> connection(id, in);
            case 20 -> channel(id, in);
            case 30 -> access(id, in);
            case 40 -> exchange(id, in);
            case 50 -> queue(id, in);
            case 60 -> basic(id, in);
            case 90 -> tx(id, in);
            case 85 -> confirm(id, in);
            default -> throw in.cannotDecode();
        };
    }

    private static Method connection(int id, ArgumentReader in) {
        return switch (id) {
            case MethodIds.CONNECTION_START ->
                    new ConnectionMethod.Start(
                            in.octet(), in.octet(), in.table(), in.longString(), in.longString());
            case MethodIds.CONNECTION_START_OK ->
                    new ConnectionMethod.StartOk(
                            in.table(), in.shortString(), in.longString(), in.shortString());
            case MethodIds.CONNECTION_SECURE -> new ConnectionMethod.Secure(in.longString());
            case MethodIds.CONNECTION_SECURE_OK -> new ConnectionMethod.SecureOk(in.longString());
            case MethodIds.CONNECTION_TUNE ->
                    new ConnectionMethod.Tune(in.shortInt(), in.longInt(), in.shortInt());
            case MethodIds.CONNECTION_TUNE_OK ->
                    new ConnectionMethod.TuneOk(in.shortInt(), in.longInt(), in.shortInt());
            case MethodIds.CONNECTION_OPEN -> connectionOpen(in);
            case MethodIds.CONNECTION_OPEN_OK ->
                    in.skipShortString().then(new ConnectionMethod.OpenOk());
            case MethodIds.CONNECTION_CLOSE ->
                    new ConnectionMethod.Close(
                            in.shortInt(), in.shortString(), in.shortInt(), in.shortInt());
            case MethodIds.CONNECTION_CLOSE_OK -> new ConnectionMethod.CloseOk();
            case MethodIds.CONNECTION_BLOCKED -> new ConnectionMethod.Blocked(in.shortString());
            case MethodIds.CONNECTION_UNBLOCKED -> new ConnectionMethod.Unblocked();
            case MethodIds.CONNECTION_UPDATE_SECRET ->
                    new ConnectionMethod.UpdateSecret(in.longString(), in.shortString());
            case MethodIds.CONNECTION_UPDATE_SECRET_OK -> new ConnectionMethod.UpdateSecretOk();
            default -> throw in.cannotDecode();
        };
    }

    private static Method connectionOpen(ArgumentReader in) {
        var open = new ConnectionMethod.Open(in.shortString());
        in.skipShortString().bit();
        return open;
    }

    private static Method channel(int id, ArgumentReader in) {
        return switch (id) {
            case MethodIds.CHANNEL_OPEN -> in.skipShortString().then(new ChannelMethod.Open());
            case MethodIds.CHANNEL_OPEN_OK -> in.skipLongString().then(new ChannelMethod.OpenOk());
            case MethodIds.CHANNEL_FLOW -> new ChannelMethod.Flow(in.bit());
            case MethodIds.CHANNEL_FLOW_OK -> new ChannelMethod.FlowOk(in.bit());
            case MethodIds.CHANNEL_CLOSE ->
                    new ChannelMethod.Close(
                            in.shortInt(), in.shortString(), in.shortInt(), in.shortInt());
            case MethodIds.CHANNEL_CLOSE_OK -> new ChannelMethod.CloseOk();
            default -> throw in.cannotDecode();
        };
    }

    private static Method access(int id, ArgumentReader in) {
        return switch (id) {
            case MethodIds.ACCESS_REQUEST ->
                    new AccessMethod.Request(
                            in.shortString(), in.bit(), in.bit(), in.bit(), in.bit(), in.bit());
            case MethodIds.ACCESS_REQUEST_OK -> new AccessMethod.RequestOk(in.shortInt());
            default -> throw in.cannotDecode();
        };
    }

    private static Method exchange(int id, ArgumentReader in) {
        return switch (id) {
            case MethodIds.EXCHANGE_DECLARE ->
                    new ExchangeMethod.Declare(
                            in.skipShortInt().shortString(),
                            in.shortString(),
                            in.bit(),
                            in.bit(),
                            in.bit(),
                            in.bit(),
                            in.bit(),
                            in.table());
            case MethodIds.EXCHANGE_DECLARE_OK -> new ExchangeMethod.DeclareOk();
            case MethodIds.EXCHANGE_DELETE ->
                    new ExchangeMethod.Delete(in.skipShortInt().shortString(), in.bit(), in.bit());
            case MethodIds.EXCHANGE_DELETE_OK -> new ExchangeMethod.DeleteOk();
            case MethodIds.EXCHANGE_BIND ->
                    new ExchangeMethod.Bind(
                            in.skipShortInt().shortString(),
                            in.shortString(),
                            in.shortString(),
                            in.bit(),
                            in.table());
            case MethodIds.EXCHANGE_BIND_OK -> new ExchangeMethod.BindOk();
            case MethodIds.EXCHANGE_UNBIND ->
                    new ExchangeMethod.Unbind(
                            in.skipShortInt().shortString(),
                            in.shortString(),
                            in.shortString(),
                            in.bit(),
                            in.table());
            case MethodIds.EXCHANGE_UNBIND_OK -> new ExchangeMethod.UnbindOk();
            default -> throw in.cannotDecode();
        };
    }

    private static Method queue(int id, ArgumentReader in) {
        return switch (id) {
            case MethodIds.QUEUE_DECLARE ->
                    new QueueMethod.Declare(
                            in.skipShortInt().shortString(),
                            in.bit(),
                            in.bit(),
                            in.bit(),
                            in.bit(),
                            in.bit(),
                            in.table());
            case MethodIds.QUEUE_DECLARE_OK ->
                    new QueueMethod.DeclareOk(in.shortString(), in.longInt(), in.longInt());
            case MethodIds.QUEUE_BIND ->
                    new QueueMethod.Bind(
                            in.skipShortInt().shortString(),
                            in.shortString(),
                            in.shortString(),
                            in.bit(),
                            in.table());
            case MethodIds.QUEUE_BIND_OK -> new QueueMethod.BindOk();
            case MethodIds.QUEUE_UNBIND ->
                    new QueueMethod.Unbind(
                            in.skipShortInt().shortString(),
                            in.shortString(),
                            in.shortString(),
                            in.table());
            case MethodIds.QUEUE_UNBIND_OK -> new QueueMethod.UnbindOk();
            case MethodIds.QUEUE_PURGE ->
                    new QueueMethod.Purge(in.skipShortInt().shortString(), in.bit());
            case MethodIds.QUEUE_PURGE_OK -> new QueueMethod.PurgeOk(in.longInt());
            case MethodIds.QUEUE_DELETE ->
                    new QueueMethod.Delete(
                            in.skipShortInt().shortString(), in.bit(), in.bit(), in.bit());
            case MethodIds.QUEUE_DELETE_OK -> new QueueMethod.DeleteOk(in.longInt());
            default -> throw in.cannotDecode();
        };
    }

    private static Method basic(int id, ArgumentReader in) {
        return switch (id) {
            case MethodIds.BASIC_QOS -> new BasicMethod.Qos(in.longInt(), in.shortInt(), in.bit());
            case MethodIds.BASIC_QOS_OK -> new BasicMethod.QosOk();
            case MethodIds.BASIC_CONSUME ->
                    new BasicMethod.Consume(
                            in.skipShortInt().shortString(),
                            in.shortString(),
                            in.bit(),
                            in.bit(),
                            in.bit(),
                            in.bit(),
                            in.table());
            case MethodIds.BASIC_CONSUME_OK -> new BasicMethod.ConsumeOk(in.shortString());
            case MethodIds.BASIC_CANCEL -> new BasicMethod.Cancel(in.shortString(), in.bit());
            case MethodIds.BASIC_CANCEL_OK -> new BasicMethod.CancelOk(in.shortString());
            case MethodIds.BASIC_PUBLISH ->
                    new BasicMethod.Publish(
                            in.skipShortInt().rawShortString(),
                            in.rawShortString(),
                            in.bit(),
                            in.bit());
            case MethodIds.BASIC_RETURN ->
                    new BasicMethod.Return(
                            in.shortInt(),
                            in.rawShortString(),
                            in.rawShortString(),
                            in.rawShortString());
            case MethodIds.BASIC_DELIVER ->
                    new BasicMethod.Deliver(
                            in.rawShortString(),
                            in.longLong(),
                            in.bit(),
                            in.rawShortString(),
                            in.rawShortString());
            case MethodIds.BASIC_GET ->
                    new BasicMethod.Get(in.skipShortInt().shortString(), in.bit());
            case MethodIds.BASIC_GET_OK ->
                    new BasicMethod.GetOk(
                            in.longLong(),
                            in.bit(),
                            in.rawShortString(),
                            in.rawShortString(),
                            in.longInt());
            case MethodIds.BASIC_GET_EMPTY -> in.skipShortString().then(new BasicMethod.GetEmpty());
            case MethodIds.BASIC_ACK -> new BasicMethod.Ack(in.longLong(), in.bit());
            case MethodIds.BASIC_REJECT -> new BasicMethod.Reject(in.longLong(), in.bit());
            case MethodIds.BASIC_RECOVER_ASYNC -> new BasicMethod.RecoverAsync(in.bit());
            case MethodIds.BASIC_RECOVER -> new BasicMethod.Recover(in.bit());
            case MethodIds.BASIC_RECOVER_OK -> new BasicMethod.RecoverOk();
            case MethodIds.BASIC_NACK -> new BasicMethod.Nack(in.longLong(), in.bit(), in.bit());
            default -> throw in.cannotDecode();
        };
    }

    private static Method tx(int id, ArgumentReader in) {
        return switch (id) {
            case MethodIds.TX_SELECT -> new TxMethod.Select();
            case MethodIds.TX_SELECT_OK -> new TxMethod.SelectOk();
            case MethodIds.TX_COMMIT -> new TxMethod.Commit();
            case MethodIds.TX_COMMIT_OK -> new TxMethod.CommitOk();
            case MethodIds.TX_ROLLBACK -> new TxMethod.Rollback();
            case MethodIds.TX_ROLLBACK_OK -> new TxMethod.RollbackOk();
            default -> throw in.cannotDecode();
        };
    }

    private static Method confirm(int id, ArgumentReader in) {
        return switch (id) {
            case MethodIds.CONFIRM_SELECT -> new ConfirmMethod.Select(in.bit());
            case MethodIds.CONFIRM_SELECT_OK -> new ConfirmMethod.SelectOk();
            default -> throw in.cannotDecode();
        };
    }
}
