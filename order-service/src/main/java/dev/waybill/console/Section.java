package dev.waybill.console;

import java.util.List;

/** The console's pages, as its navigation lists them. */
public enum Section {
    FLOW("Flow", "/console/flow"),
    ORDERS("Orders", "/console/orders"),
    DEAD_LETTERS("Dead letters", "/console/dead-letters"),
    SAGAS("Sagas", "/console/sagas"),
    AUDIT("Audit", "/console/audit"),
    SHARDS("Shards", "/console/shards");

    private final String title;
    private final String path;

    Section(String title, String path) {
        this.title = title;
        this.path = path;
    }

    public static List<Section> all() {
        return List.of(values());
    }

    public String title() {
        return title;
    }

    public String path() {
        return path;
    }
}
