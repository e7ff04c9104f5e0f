package dev.waybill.delivery.gathering;

/** A clock that can be waited by. */
interface Time {

    Time REAL = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pass(long nanos) {
            Gathering.pause(nanos);
        }
    };

    long nanos();

    /** Waits; not at all if that is none. */
    void pass(long nanos);
}
