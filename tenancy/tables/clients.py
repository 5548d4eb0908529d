"""Columns of clients and of the organization; page and export use the same."""

from django.utils.translation import gettext_lazy as _

from tenancy.models import Client
from tenancy.models.people import LANGUAGES
from toolkit.countries import country_name
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Choice, Custom, Key, Name, Number, Table, Text

CLIENT = Link("tenancy_client", code="code")
STATES = dict(Client.State.choices)


def country(row: Row, reader: Reader) -> str:
    """A country by its name; a code that has none stays as it is."""
    return country_name(str(row["country"]), reader.language)


class ClientTable(Table):
    """The companies the organization works for."""

    caption = _("Clients")
    code = Key(_("Code"), link=CLIENT)
    name = Name(_("Client"), link=CLIENT)
    state = Choice(_("State"), mapping=STATES)
    industry = Text(_("Industry"), priority=3)
    country = Custom(_("Country"), render=country, exports=country, needs=("country",), priority=2)
    people = Number(_("People"), priority=2)


class ClientFacts(Table):
    """What is said of a client."""

    code = Text(_("Code"))
    state = Choice(_("State"), mapping=STATES)
    name = Text(_("Name"))
    name_zh = Text(_("Chinese name"))
    industry = Text(_("Industry"))
    country = Custom(_("Country"), render=country, exports=country, needs=("country",))


class OrganizationFacts(Table):
    """What the organization says of itself."""

    name = Text(_("Name"))
    name_zh = Text(_("Chinese name"))
    slug = Text(_("Address"))
    language = Choice(_("Language"), mapping=dict(LANGUAGES))
    zone = Text(_("Time zone"))
    currency = Text(_("Currency"))
