package dev.waybill.local.ops.calls;

/** What a command's exit code says, the more serious later. */
public enum Exit {
    DONE(0),
    /** What was asked for is not there, not right or not allowed. */
    PROBLEM(1),
    /** The question was wrong. */
    WRONG(2),
    /** Not everybody who should know could be asked. */
    AWAY(3);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public Exit or(Exit other) {
        return compareTo(other) < 0 ? other : this;
    }
}
