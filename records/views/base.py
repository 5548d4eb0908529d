"""What the pages and endpoints of this room are about."""

from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from records.carried import carried
from records.selectors import Carrier, carrier
from records.selectors.entries import Need
from tenancy.actors import Actor
from toolkit.errors import BadParameter


class OfRecord:
    """About something that hangs on a record: the record's own policies decide, by what is needed."""

    subject_as = "carrier"
    need: ClassVar[Need] = "view"
    actor: Any
    subject: Any
    arguments: dict[str, Any]

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        return carrier(actor=actor, entry_id=kwargs["entry"], need=self.need)

    @cached_property
    def carrier(self) -> Carrier:
        """The record, also where the page is about something that hangs on it."""
        found: Carrier = self.subject
        return found


class Tabbed(OfRecord):
    """One tab of what hangs on a record: a page of its own, whose part stands in the record's page.

    Its template extends "records/tab.html" with the block `part`; its part template begins with
    "records/tabs_again.html", which brings the counts up to date.
    """

    tab: ClassVar[str]

    def get_title(self) -> str:
        return str(self.carrier)

    def get_context(self) -> dict[str, Any]:
        return {
            "carrier": self.carrier,
            "carried": carried(actor=self.actor, entry_id=self.carrier.id, active=self.tab),
            "record_url": self.carrier.url(self.actor),
        }


class Paged:
    """A page of many: `number` from 1, and the ways to its neighbours."""

    request: Any
    page_size: ClassVar[int]

    @cached_property
    def number(self) -> int:
        """The page asked for."""
        given = self.request.GET.get("page", "1")
        if not (given.isascii() and given.isdecimal() and 1 <= int(given[:5]) <= 1000):
            raise BadParameter(_("There is no page of this number."), field="page")
        return int(given)

    def window(self, rows: Any) -> tuple[list[Any], dict[str, Any]]:
        """One page of rows, read with one more to know whether there are older ones."""
        start = (self.number - 1) * self.page_size
        found = list(rows[start : start + self.page_size + 1])
        older = self.number + 1 if len(found) > self.page_size else None
        newer = self.number - 1 if self.number > 1 else None
        return found[: self.page_size], {"older": older, "newer": newer, "here": self.request.path}
