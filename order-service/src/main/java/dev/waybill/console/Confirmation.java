package dev.waybill.console;

import java.util.List;

/**
 * The question that comes before anything is done.
 *
 * @param title what is about to be done, to what
 * @param effect what that means, in sentences
 * @param button what the button says
 * @param destructive whether it can't be taken back
 * @param action where the form goes
 * @param back where to go instead
 * @param choices what must be chosen between; empty for nothing
 * @param choiceName the choice's field, and its label
 * @param fields what the form carries besides
 */
public record Confirmation(
        String title,
        String effect,
        String button,
        boolean destructive,
        String action,
        String back,
        List<String> choices,
        String choiceName,
        List<Field> fields) {

    public record Field(String name, String value) {}

    public static Confirmation of(
            String title, String effect, String button, boolean destructive, String action, String back) {
        return new Confirmation(title, effect, button, destructive, action, back, List.of(), "", List.of());
    }

    public Confirmation choosing(String name, List<String> from) {
        return new Confirmation(title, effect, button, destructive, action, back, from, name, fields);
    }

    public Confirmation carrying(List<Field> others) {
        return new Confirmation(title, effect, button, destructive, action, back, choices, choiceName, others);
    }
}
