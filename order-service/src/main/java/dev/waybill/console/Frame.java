package dev.waybill.console;

import dev.waybill.console.assets.Assets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is round every page.
 *
 * @param title of the page
 * @param section that the page belongs to; null for none
 * @param who is signed in; null if nobody is
 * @param formKey what the session's forms carry; empty if nobody is signed in
 */
public record Frame(
        String title, @Nullable Section section, @Nullable String who, String formKey) {

    /**
     * What the scripts keep to: nothing inline, nothing evaluated, nothing stored, nobody else's hosts. Answers of every status
     * are shown, an error's in the place that is there for it.
     */
    private static final String SCRIPT_SETTINGS = """
            {"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,\
            "historyCacheSize":0,"refreshOnHistoryMiss":true,"responseHandling":[{"code":"204","swap":false},\
            {"code":"[23]..","swap":true},{"code":"[45]..","swap":true,"error":true,"target":"#problem"}]}""";

    /** Of somebody who is not signed in. */
    public static Frame ofStranger(String title) {
        return new Frame(title, null, null, "");
    }

    public List<Section> sections() {
        return Section.all();
    }

    public boolean isIn(Section other) {
        return section == other;
    }

    public String scriptSettings() {
        return SCRIPT_SETTINGS;
    }

    /** Changes when any of the styles or scripts does, so that browsers may keep them. */
    public String assets() {
        return Assets.version();
    }
}
