"""Narrowing lists of tokens."""

from django.utils.translation import gettext_lazy as _

from toolkit.filters import Filters, OneOf, Search


class AllTokensFilters(Filters):
    """By words, by state, by what it may."""

    q = Search("name", "prefix", "person__name", label=_("Search"))
    state = OneOf({"live": _("Live"), "ended": _("Ended"), "revoked": _("Revoked")}, label=_("State"))
    scopes = OneOf({"read": _("Read"), "read write": _("Read and write")}, label=_("It may"))
