package dev.warren.amqp.connection;

import java.util.ArrayList;
import java.util.function.LongConsumer;

/// Gives consumers back the room of what the socket has taken. Owned by the connection's lane.
///
/// A queue may be only so many bytes ahead of a consumer's socket. While the socket keeps up, the
/// room is given back in large pieces; while it does not, nothing is given back and the queue stops
/// by itself.
public final class DeliveryCredits {

    /// Room is given back in pieces of a quarter of the window, so that it costs little and never
    /// stalls.
    private static final int PIECES = 4;

    /// One consumer's account. It is told how many bytes the socket has taken.
    public static final class Account {
        private final LongConsumer taken;
        private final long pieceBytes;
        private long owedBytes;
        private boolean isListed;

        /// @param windowBytes how far ahead of the socket the account may be
        /// @param taken told how many bytes the socket has taken
        public Account(long windowBytes, LongConsumer taken) {
            this.taken = taken;
            this.pieceBytes = windowBytes / PIECES;
        }
    }

    private final ArrayList<Account> owing = new ArrayList<>();

    /// So many bytes were encoded for the consumer.
    public void delivered(Account account, int bytes) {
        account.owedBytes += bytes;
        if (!account.isListed && account.owedBytes >= account.pieceBytes) {
            account.isListed = true;
            owing.add(account);
        }
    }

    /// The socket keeps up: all rooms are given back.
    void giveBack() {
        for (int i = 0; i < owing.size(); i++) {
            Account account = owing.get(i);
            long bytes = account.owedBytes;
            account.owedBytes = 0;
            account.isListed = false;
            account.taken.accept(bytes);
        }
        owing.clear();
    }
}
