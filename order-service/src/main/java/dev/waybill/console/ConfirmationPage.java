package dev.waybill.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Asks before anything is done. */
public final class ConfirmationPage {

    private ConfirmationPage() {}

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance confirm(Frame frame, Confirmation confirmation);
    }

    public static TemplateInstance of(Session session, Section section, Confirmation confirmation) {
        return Templates.confirm(session.frame(section, confirmation.title()), confirmation);
    }
}
