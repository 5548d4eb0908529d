"""Kinds of records that tenancy has: it stands below this room."""

from django.utils.translation import gettext_lazy as _

from records.kinds import kind
from tenancy.selectors import clients, people
from toolkit.links import Link

kind(
    "tenancy.Client",
    name=_("Client"),
    rows=clients,
    view="tenancy.view_clients",
    change="tenancy.update_client",
    link=Link("tenancy_client", code="code"),
    icon="building",
)
kind(
    "tenancy.Person",
    name=_("Person"),
    rows=people,
    view="tenancy.view_people",
    change="tenancy.update_person",
    link=Link("tenancy_person", person="id"),
    icon="user",
)
