"""Who may see the pages of this room."""

from tenancy.rules import allow, register

EVERYBODY = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU")

POLICIES = {
    **register("home", {"view_my_day": EVERYBODY}, project=False),
    **register("home", {"view_overview": EVERYBODY}),
}
