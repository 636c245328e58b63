package dev.warren.engine.exchange;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import org.jspecify.annotations.Nullable;

/// `x-federation-upstream`: a fanout in front of the queue of a downstream broker, which keeps back
/// what that broker has sent itself or what has come far enough.
///
/// Downstream brokers declare it here; its arguments say who they are.
final class FederationUpstreamType implements ExchangeType {

    static final String HOPS_MAX = "x-max-hops";
    static final String DOWNSTREAM_NAME = "x-downstream-name";
    static final String DOWNSTREAM_VHOST = "x-downstream-vhost";

    @Override
    public String name() {
        return "x-federation-upstream";
    }

    @Override
    public void validate(FieldTable exchangeArguments) {
        hopsMax(exchangeArguments);
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return new Table(
                hopsMax(exchangeArguments),
                ReceivedFrom.textOrNull(exchangeArguments, DOWNSTREAM_NAME),
                ReceivedFrom.textOrNull(exchangeArguments, DOWNSTREAM_VHOST),
                BindingSet.EMPTY);
    }

    private static long hopsMax(FieldTable arguments) {
        FieldValue value = arguments.get(HOPS_MAX);
        Long hops = value == null ? null : FieldComparison.integerOf(value);
        if (hops == null) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "Argument '%s' is missing or is no integer",
                    HOPS_MAX);
        }
        return hops;
    }

    private record Table(
            long hopsMax, @Nullable String cluster, @Nullable String vhost, BindingSet set)
            implements BindingTable {

        @Override
        public BindingTable with(Binding binding) {
            return changed(set.with(binding));
        }

        @Override
        public BindingTable without(Binding binding) {
            return changed(set.without(binding));
        }

        private BindingTable changed(BindingSet next) {
            return next == set ? this : new Table(hopsMax, cluster, vhost, next);
        }

        @Override
        public void route(ShortString key, Headers headers, DestinationSink sink) {
            if (ReceivedFrom.mayGoOn(headers.table(), hopsMax, cluster, vhost)) {
                set.sendTo(sink);
            }
        }
    }
}
