"""Narrowing of clients; page and API use the same."""

from django.utils.translation import gettext_lazy as _

from tenancy.tables.clients import STATES
from toolkit.filters import Filters, OneOf, Search


class ClientFilters(Filters):
    """Clients of the organization."""

    q = Search("code", "name", "name_zh", label=_("Search"))
    state = OneOf(STATES, label=_("State"), many=True)
