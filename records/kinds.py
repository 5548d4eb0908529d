"""Socket: which records people talk about, attach to, approve and look for.

A room's `records.py` says one line per model that has an `Anchored` constraint:

    kind("planning.Task", name=_("Task"), rows=selectors.tasks, view="planning.view_task",
         link=Link("planning_task", key="project__key", number="number"), icon="list-tree")
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from toolkit.links import Link
from toolkit.reading import reach

Rows = Callable[..., QuerySet[Any]]


@dataclass(frozen=True)
class Back:
    """How withdrawn records of one kind come back.

    `rows(actor=…)`: the withdrawn ones that the actor may know of, with `withdrawn_at`, `withdrawn_reason`
    and `withdrawn_by`. `policy`: who may restore. `service`: the verb, which takes the record by the name
    `subject_as`. `link`: the page that asks for confirmation.
    """

    rows: Rows
    policy: str
    service: Callable[..., Any]
    subject_as: str
    link: Link


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    `label`: the model, as in the audit trail. `rows(actor=…)`: the live records that the actor may know
    of. `view`, `discuss`, `edit`: the policies for reading it, for talking on it, for changing what hangs
    on it. `link`: its page, by paths on the record. `related`: what its page and policies read with it.
    `back`: how withdrawn ones come back, where they do. `change`: the policy for changing the record itself.
    """

    label: str
    name: str | Promise
    rows: Rows
    view: str
    discuss: str
    edit: str
    link: Link
    icon: str = "file"
    related: tuple[str, ...] = ()
    back: Back | None = None
    change: str = ""

    def url(self, record: Any, *, org: str) -> str:
        """The record's own page."""
        return address(self.link, record, org=org)


_kinds: dict[str, Kind] = {}


def kind(
    label: str,
    *,
    name: str | Promise,
    rows: Rows,
    view: str,
    link: Link,
    discuss: str = "",
    edit: str = "",
    icon: str = "file",
    related: tuple[str, ...] = (),
    back: Back | None = None,
    change: str = "",
) -> Kind:
    """Declare one kind; talking asks for `view` and changing for `discuss` unless named."""
    discuss = discuss or view
    made = Kind(label, name, rows, view, discuss, edit or discuss, link, icon, related, back, change)
    _kinds[label] = made
    return made


def forget(label: str) -> None:
    """Strike out a kind, such as one that a test made."""
    _kinds.pop(label, None)


def kind_of(label: str) -> Kind | None:
    """The kind of a model by its label; None where nobody declared one."""
    return _kinds.get(label)


def kinds() -> list[Kind]:
    """All kinds, in the order in which the rooms declared them."""
    return list(_kinds.values())


def address(link: Link, record: Any, *, org: str) -> str:
    """Where a link leads for one record."""
    return link.url({"org": org}, {path: reach(record, path) for path in link.fields})
