package dev.warren.codec.method;

/// The methods of class tx: transactions of one channel.
public sealed interface TxMethod extends Method {

    record Select() implements TxMethod {
        @Override
        public int id() {
            return MethodIds.TX_SELECT;
        }
    }

    record SelectOk() implements TxMethod {
        @Override
        public int id() {
            return MethodIds.TX_SELECT_OK;
        }
    }

    record Commit() implements TxMethod {
        @Override
        public int id() {
            return MethodIds.TX_COMMIT;
        }
    }

    record CommitOk() implements TxMethod {
        @Override
        public int id() {
            return MethodIds.TX_COMMIT_OK;
        }
    }

    record Rollback() implements TxMethod {
        @Override
        public int id() {
            return MethodIds.TX_ROLLBACK;
        }
    }

    record RollbackOk() implements TxMethod {
        @Override
        public int id() {
            return MethodIds.TX_ROLLBACK_OK;
        }
    }
}
