"""Pages by key: the next page starts after the last row seen, whatever was inserted meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from toolkit.api.codec import dumps
from toolkit.errors import BadParameter


class _Serializer:
    """orjson for django.core.signing."""

    dumps = staticmethod(dumps)
    loads = staticmethod(orjson.loads)


@dataclass(frozen=True)
class Step:
    """One path of an order. Empty values stand last going up and first going down, as in PostgreSQL."""

    path: str
    is_down: bool
    is_nullable: bool

    def ordering(self) -> Any:
        if not self.is_nullable:
            return f"-{self.path}" if self.is_down else self.path
        return F(self.path).desc(nulls_first=True) if self.is_down else F(self.path).asc(nulls_last=True)

    def after(self, value: Any) -> Q | None:
        """Rows strictly after the value; None when there are none."""
        if self.is_down:
            return Q((f"{self.path}__isnull", False)) if value is None else Q((f"{self.path}__lt", value))
        if value is None:
            return None
        beyond = Q((f"{self.path}__gt", value))
        return beyond | Q((f"{self.path}__isnull", True)) if self.is_nullable else beyond

    def same(self, value: Any) -> Q:
        return Q((f"{self.path}__isnull", True)) if value is None else Q((self.path, value))

    def bound(self, value: Any) -> Q:
        """What all following rows share, so that an index can start there."""
        if self.is_nullable:
            return Q()
        return Q((f"{self.path}__{'lte' if self.is_down else 'gte'}", value))


def opposite(path: str) -> str:
    """The same path or name in the other direction."""
    return path[1:] if path.startswith("-") else f"-{path}"


def turned(paths: Sequence[str]) -> tuple[str, ...]:
    """An order from its end."""
    return tuple(opposite(path) for path in paths)


class Keyset:
    """An order over a queryset's rows, ending in the primary key."""

    def __init__(self, model: type[Model], name: str, paths: Sequence[str], *, salt: str) -> None:
        directed = [(path.removeprefix("-"), path.startswith("-")) for path in paths]
        self.name, self.salt = name, f"toolkit.cursor:{salt}"
        self.steps = [Step(path, is_down, is_nullable(model, path)) for path, is_down in directed]
        if "pk" not in self.paths:
            self.steps.append(Step("pk", False, False))

    @property
    def paths(self) -> list[str]:
        return [step.path for step in self.steps]

    def ordered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.order_by(*(step.ordering() for step in self.steps))

    def after(self, rows: QuerySet[Any], cursor: str) -> QuerySet[Any]:
        """The rows after those the cursor has seen."""
        values = self.read(cursor)
        return rows.filter(self.steps[0].bound(values[0]), _beyond(self.steps, values))

    def read(self, cursor: str) -> list[Any]:
        try:
            name, values = signing.loads(cursor, salt=self.salt, serializer=_Serializer)
        except (signing.BadSignature, ValueError):
            name, values = None, []
        if name != self.name or len(values) != len(self.steps):
            raise BadParameter(
                _("The cursor belongs to another list. Start from the first page."), field="cursor"
            )
        return values

    def write(self, values: Sequence[Any]) -> str:
        """The cursor that stands behind a row with these values of `paths`."""
        return signing.dumps([self.name, list(values)], salt=self.salt, serializer=_Serializer)


def _beyond(steps: Sequence[Step], values: Sequence[Any]) -> Q:
    step, value = steps[0], values[0]
    strictly = step.after(value)
    if len(steps) == 1:
        return strictly or Q(pk__in=[])
    tied = step.same(value) & _beyond(steps[1:], values[1:])
    return tied if strictly is None else strictly | tied


def is_nullable(model: type[Model], path: str) -> bool:
    """Whether a path can be empty; annotations and longer paths are taken to be."""
    if path == "pk":
        return False
    try:
        return bool(model._meta.get_field(path).null)
    except FieldDoesNotExist:
        return True
