"""Who may see the pages of this room."""

from django.utils.translation import gettext_lazy as _

from tenancy.rules import allow, grant, register

EVERYBODY = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU")
STEERERS = allow("TA", "DH", "PM", "FI", "AU")

POLICIES = {
    **register(
        "home",
        {
            "view_my_day": grant(_("See what waits for oneself"), EVERYBODY, fixed=True),
            "view_portfolio": grant(_("See the portfolio"), STEERERS),
        },
        project=False,
    ),
    **register("home", {"view_overview": grant(_("See a project’s overview"), EVERYBODY)}),
}
