"""What hangs on a record, as its own page shows it: a tab for each sort of it.

One line a tab, at the end of this file:

    tab("files", _("Files"), route="records_files", policy="records.view_files", count=counted(File))

`route` takes the entry's id and answers a page of its own; htmx takes its part into the record's page. All
counts come in one query. The toolkit's detail page finds `tabs_of` by the settings.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.kinds import kind_of
from records.models import Approval, Comment, FileAttachment, Watch
from records.selectors import entries
from tenancy.actors import Actor

Label = str | Promise
TEMPLATE = "records/carried.html"


@dataclass(frozen=True)
class Tab:
    """One sort of what hangs on records. `count`: an expression on entries; None where nobody counts."""

    name: str
    label: Label
    route: str
    policy: str
    count: Combinable | None = None

    def url(self, actor: Actor, entry_id: UUID) -> str:
        """Where it is read of one record."""
        return reverse(self.route, kwargs={"org": actor.organization.slug, "entry": entry_id})


@dataclass(frozen=True)
class Shown:
    """What a record's page shows of what hangs on it; the open tab loads its part."""

    entry_id: UUID
    tabs: list[dict[str, Any]]
    watchers: int
    watching: bool
    urls: dict[str, str]
    template: str = TEMPLATE

    @property
    def open(self) -> dict[str, Any] | None:
        """The tab that is open."""
        return next((one for one in self.tabs if one["active"]), None)


TABS: dict[str, Tab] = {}


def tab(name: str, label: Label, *, route: str, policy: str, count: Combinable | None = None) -> None:
    """Show one more sort of what hangs on records; the first is open when a record's page opens."""
    TABS[name] = Tab(name, label, route, policy, count)


def counted(model: type[Model], *conditions: Q) -> Combinable:
    """How many rows of a `Carried` table hang on an entry, as an expression on entries."""
    rows = model._default_manager.filter(*conditions, entry=OuterRef("pk")).order_by()
    return Coalesce(Subquery(rows.values("entry").annotate(n=Count("pk")).values("n")), 0)


def tabs_of(*, actor: Actor, record: Any, route: str) -> Shown | None:
    """What hangs on a record, where `route` is its own page; None elsewhere and for what is no record."""
    meta = getattr(record, "_meta", None)
    kind = kind_of(meta.label) if meta else None
    if kind is None or kind.link.route != route:
        return None
    found = carried(actor=actor, entry_id=record.pk)
    return found if found.tabs else None


def carried(*, actor: Actor, entry_id: UUID, active: str = "") -> Shown:
    """The tabs that the actor may open, with their counts, and who watches; the first tab is active."""
    known = [one for one in TABS.values() if actor.may(one.policy)]
    row = _counted(actor, entry_id, known)
    active = active or (known[0].name if known else "")
    shown = [
        {
            "name": one.name,
            "label": one.label,
            "url": one.url(actor, entry_id),
            "count": row.get(f"n_{one.name}") or "",
            "active": one.name == active,
        }
        for one in known
    ]
    address = {"org": actor.organization.slug, "entry": entry_id}
    urls = {name: reverse(f"records_{name}", kwargs=address) for name in ("watch", "leave", "watchers")}
    return Shown(entry_id, shown, row["watchers"], row["watching"], urls)


def _counted(actor: Actor, entry_id: UUID, known: list[Tab]) -> dict[str, Any]:
    """All that is counted of one record, in one query."""
    watches = Watch.objects.on().filter(entry=OuterRef("pk")).order_by()
    found = {
        "watchers": Coalesce(Subquery(watches.values("entry").annotate(n=Count("pk")).values("n")), 0),
        "watching": Exists(watches.filter(Q(person_id=actor.person_id))),
        **{f"n_{one.name}": one.count for one in known if one.count is not None},
    }
    row = entries(actor=actor).filter(pk=entry_id).annotate(**found).values(*found).first()
    return row or {"watchers": 0, "watching": False}


tab(
    "comments",
    _("Comments"),
    route="records_comments",
    policy="records.view_comments",
    count=counted(Comment, Q(withdrawn_at__isnull=True)),
)
tab(
    "files",
    _("Files"),
    route="records_files",
    policy="records.view_files",
    count=counted(FileAttachment, Q(is_latest=True, withdrawn_at__isnull=True)),
)
tab(
    "approvals",
    _("Approvals"),
    route="records_approvals",
    policy="records.view_approvals",
    count=counted(Approval),
)
tab("history", _("History"), route="records_history", policy="records.view_history")
