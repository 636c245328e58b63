package dev.warren.engine.topology.durable;

/// The numbers of the commands in a record. One that was ever written is never given to another.
final class CommandKind {

    static final int ADD_VHOST = 1;
    static final int DELETE_VHOST = 2;
    static final int ADD_USER = 3;
    static final int DELETE_USER = 4;
    static final int SET_PERMISSIONS = 5;
    static final int CLEAR_PERMISSIONS = 6;
    static final int DECLARE_EXCHANGE = 7;
    static final int DELETE_EXCHANGE = 8;
    static final int BIND_EXCHANGE = 9;
    static final int UNBIND_EXCHANGE = 10;
    static final int DECLARE_QUEUE = 11;
    static final int RESTORE_QUEUE = 12;
    static final int DELETE_QUEUE = 13;
    static final int BIND_QUEUE = 14;
    static final int UNBIND_QUEUE = 15;
    static final int RESERVE_QUEUE_IDS = 16;
    static final int SET_POLICY = 17;
    static final int CLEAR_POLICY = 18;
    static final int SET_OPERATOR_POLICY = 19;
    static final int CLEAR_OPERATOR_POLICY = 20;
    static final int SET_PARAMETER = 21;
    static final int CLEAR_PARAMETER = 22;
    static final int SET_GLOBAL_PARAMETER = 23;
    static final int CLEAR_GLOBAL_PARAMETER = 24;

    // 25 to 39 are free.

    /// An AddVhost with the flag that protects it, written when that is set.
    static final int ADD_PROTECTED_VHOST = 40;

    /// An AddUser with limits, written when there are any.
    static final int ADD_LIMITED_USER = 41;

    static final int CHANGE_PASSWORD = 42;
    static final int SET_TAGS = 43;
    static final int SET_USER_LIMITS = 44;
    static final int SET_TOPIC_PERMISSION = 45;
    static final int CLEAR_TOPIC_PERMISSIONS = 46;

    /// A DeclareExchange with the number of the queue in which its messages wait.
    static final int DECLARE_DELAYED_EXCHANGE = 47;

    private CommandKind() {}
}
