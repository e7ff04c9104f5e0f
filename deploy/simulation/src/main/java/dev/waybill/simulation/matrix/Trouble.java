package dev.waybill.simulation.matrix;

/** A kind of fault that a step can meet. */
enum Trouble {
    CRASH_BEFORE("crash before", "whoever does it is killed before it is written"),
    CRASH_AFTER("crash after", "whoever does it is killed when it is written, and has not said so"),
    TIME_OUT("time-out", "the request, and every repeat, arrives an hour later"),
    DUPLICATE("duplicate", "the request arrives three times, at two consumers"),
    LATE_REPLY("late reply", "every answer arrives an hour later"),
    REFUSAL("refusal", "it is refused"),
    GATEWAY_IN_DOUBT("gateway in doubt", "the provider does it, and three times its answer is lost");

    private final String title;
    private final String meaning;

    Trouble(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }
}
