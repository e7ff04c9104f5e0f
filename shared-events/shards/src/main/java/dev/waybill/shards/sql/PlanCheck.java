package dev.waybill.shards.sql;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds statements for many rows against a migrated database without running them: under a plan that is kept, a statement may
 * join nothing pair by pair, or a thousand rows would take a million comparisons. Used by each service's tests.
 */
public final class PlanCheck {

    /** As of a session that keeps its plans. */
    private static final List<String> SETTINGS = List.of(
            "plan_cache_mode = force_generic_plan",
            "enable_seqscan = off",
            "enable_hashjoin = off",
            "enable_mergejoin = off");

    private static final Set<String> WHOLE = Set.of("CTE Scan", "Function Scan", "Append", "Result", "Seq Scan");
    private static final Set<String> THROUGH =
            Set.of("Materialize", "Subquery Scan", "Sort", "Unique", "Aggregate", "ProjectSet", "Limit", "LockRows");

    private static final Set<String> MAIN = Set.of("Outer", "Subquery");

    private final Connection connection;
    private final List<String> complaints = new ArrayList<>();

    public PlanCheck(Connection connection) {
        this.connection = connection;
    }

    /** Checks static fields of the class that are {@link Statement}s. */
    public void check(Class<?> repository, String... fields) throws ReflectiveOperationException, SQLException {
        for (String name : fields) {
            Field field = repository.getDeclaredField(name);
            field.setAccessible(true);
            Statement<?, ?> statement = (Statement<?, ?>) field.get(null);
            walk(repository.getSimpleName() + "." + name, plan(statement.template()));
        }
    }

    /** A sentence for each join. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonObject plan(SqlTemplate template) throws SQLException {
        String nulls = template.values() == 0 ? "" : "(" + "NULL, ".repeat(template.values() - 1) + "NULL)";
        try (java.sql.Statement explaining = connection.createStatement()) {
            for (String setting : SETTINGS) {
                explaining.execute("SET " + setting);
            }
            explaining.execute("PREPARE checked AS " + template.sql());
            try (ResultSet plan = explaining.executeQuery("EXPLAIN (FORMAT JSON) EXECUTE checked" + nulls)) {
                plan.next();
                return new JsonArray(plan.getString(1)).getJsonObject(0).getJsonObject("Plan");
            } finally {
                explaining.execute("DEALLOCATE checked");
            }
        }
    }

    private void walk(String where, JsonObject node) {
        for (JsonObject input : inputs(node)) {
            if (isReadWhole(input) && (isInnerOfLoop(node, input) || isReadForEachRow(node, input))) {
                complaints.add("%s: joins %s pair by pair".formatted(where, name(input)));
            }
            walk(where, input);
        }
    }

    private static boolean isInnerOfLoop(JsonObject node, JsonObject input) {
        return node.getString("Node Type").equals("Nested Loop")
                && "Inner".equals(input.getString("Parent Relationship"));
    }

    /** A subplan that is not hashed is run, or its rows are gone through, for each row of the node that asks. */
    private static boolean isReadForEachRow(JsonObject node, JsonObject input) {
        String name = input.getString("Subplan Name", "");
        JsonObject itself = node.copy();
        itself.remove("Plans");
        return "SubPlan".equals(input.getString("Parent Relationship"))
                && !itself.encode().contains("hashed " + name);
    }

    /** Whether nothing tells which of its rows are wanted. */
    private static boolean isReadWhole(JsonObject node) {
        String type = node.getString("Node Type");
        return WHOLE.contains(type)
                || (THROUGH.contains(type) && mainInputs(node).anyMatch(PlanCheck::isReadWhole));
    }

    private static String name(JsonObject node) {
        String own = node.getString("CTE Name", node.getString("Alias"));
        return own != null
                ? own
                : mainInputs(node).findFirst().map(PlanCheck::name).orElse(node.getString("Node Type"));
    }

    private static Stream<JsonObject> mainInputs(JsonObject node) {
        return inputs(node).stream().filter(input -> MAIN.contains(input.getString("Parent Relationship")));
    }

    private static List<JsonObject> inputs(JsonObject node) {
        return node.getJsonArray("Plans", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
