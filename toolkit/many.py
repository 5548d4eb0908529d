"""One verb on many rows: which rows somebody chose, which of them were refused and why. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toolkit.errors import BadInput, DomainError

MOST = 1000
GONE = _("It is not there any longer.")
CHANGED = _("Somebody changed it after you looked.")
NOT_YOURS = _("Your role does not allow this here.")
Text = str | Promise


@dataclass(frozen=True)
class Picked:
    """One chosen row, and the version that was seen of it (None: the rows have none)."""

    id: UUID
    version: int | None = None

    def __str__(self) -> str:
        return str(self.id) if self.version is None else f"{self.id}.{self.version}"


@dataclass(frozen=True)
class Changed:
    """What a verb on many rows did: how many, and the rows with their new versions."""

    count: int
    picked: tuple[Picked, ...] = ()

    @property
    def rows(self) -> str:
        """As a page sends them."""
        return written(self.picked)


class NoRows(BadInput):
    """Nothing was chosen."""

    code = "no_rows"
    message = _("No row is chosen. Go back to the list and choose some.")


class TooManyRows(BadInput):
    """A verb on many rows is one transaction."""

    code = "too_many_rows"
    message = _("More than %(most)s rows match. Narrow the filters.")


class RowsRefused(DomainError):
    """Some of the rows were refused, so none was changed. `refusals`: id, what the row is called, why."""

    code = "rows_refused"
    message = _("%(refused)s of %(chosen)s rows cannot be changed, so none was.")

    def __init__(self, refusals: list[tuple[UUID, str, Text]], *, chosen: int) -> None:
        super().__init__(refused=len(refusals), chosen=chosen)
        self.refusals = refusals
        rows = [{"id": str(one), "key": key, "detail": str(why)} for one, key, why in refusals]
        self.members = {"rows": rows}


def written(rows: Iterable[Picked]) -> str:
    """Rows as one text: id and version, separated by commas."""
    return ",".join(str(one) for one in rows)


def read(texts: Iterable[str]) -> list[Picked]:
    """The rows that texts name, each once; raises `NoRows`, `TooManyRows`."""
    parts = dict.fromkeys(part for text in texts for part in text.split(",") if part)
    if len(parts) > MOST:
        raise TooManyRows(most=MOST)
    try:
        found = [_picked(part) for part in parts]
    except ValueError:
        raise NoRows() from None
    if not found:
        raise NoRows()
    return found


def _picked(part: str) -> Picked:
    identifier, _dot, version = part.partition(".")
    return Picked(UUID(identifier), int(version) if version else None)


def check(picked: list[Picked], stored: Mapping[UUID, Any], *, may: Any, why_not: Any = None) -> list[Any]:
    """The stored records in the chosen order, or `RowsRefused` with every row that has a reason.

    `may(record)`: whether the actor may do it there. `why_not(record)`: a rule's refusal, or "".
    """
    refusals: list[tuple[UUID, str, Text]] = []
    for one in picked:
        record = stored.get(one.id)
        why = _refusal(one, record, may, why_not)
        if why:
            refusals.append((one.id, str(getattr(record, "key", "") or ""), why))
    if refusals:
        raise RowsRefused(refusals, chosen=len(picked))
    return [stored[one.id] for one in picked]


def _refusal(one: Picked, record: Any, may: Any, why_not: Any) -> Text:
    if record is None:
        return GONE
    if not may(record):
        return NOT_YOURS
    if one.version is not None and one.version != record.version:
        return CHANGED
    return (why_not(record) if why_not else "") or ""
