/* validate.c - the checks of the contract. None is made yet: each rule says so. */
#include <kk/validation.h>

static const char *const rules[] = {
    "row-percent", "row-range",    "row-sequence", "row-max",      "area-max",
    "area-total",  "area-percent", "area-published", "report-total", "report-areas",
};

static void finding_free(gpointer data)
{
    KkFinding *finding = data;

    g_free(finding->subject);
    g_free(finding->message);
    g_array_unref(finding->at);
    g_free(finding);
}

static void skip(KkValidation *validation, const char *rule)
{
    KkFinding *finding = g_new0(KkFinding, 1);

    finding->rule = rule;
    finding->subject = g_strdup("total");
    finding->message = g_strdup("Not checked: this version reads the numbers only.");
    finding->at = kk_at_new();
    g_ptr_array_add(validation->findings, finding);
    validation->skipped++;
}

KkValidation *kk_validate(const KkReport *report)
{
    KkValidation *validation = g_new0(KkValidation, 1);

    (void)report;
    validation->status = KK_INCOMPLETE;
    validation->findings = g_ptr_array_new_with_free_func(finding_free);
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++)
        skip(validation, rules[i]);
    return validation;
}

void kk_validation_free(KkValidation *validation)
{
    if (validation == NULL)
        return;
    g_ptr_array_unref(validation->findings);
    g_free(validation);
}
