"""Narrowing a list. Page and API share one class; it costs microseconds, not a form a request.

    class TaskFilters(Filters):
        q = Search("name", "notes", label=_("Search"))
        state = OneOf(STATES, label=_("State"), many=True)
        due = Between(label=_("Due"))
        critical = Flag(label=_("Critical"))
        owner = Reference("owner_id", label=_("Owner"), choices=people)

What the address says is checked against the declaration: an unknown name, a name given twice, or a value
of the wrong shape raises `BadParameter` with the field. Nothing of the address ever becomes a lookup (T-075).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toolkit.days import EARLIEST, LATEST
from toolkit.errors import BadParameter
from toolkit.formats import zone_of

Label = str | Promise
Choices = Mapping[Any, Label] | Iterable[tuple[Any, Label]]
LONGEST = 200
LARGEST = Decimal("1e14")


class Filter:
    """One way to narrow. `source` is the path in the query (default: the attribute's name)."""

    kind = "text"
    many = False
    expression: Any = None  # what `source` stands for, where it is no path of the model

    def __init__(self, source: str = "", *, label: Label = "") -> None:
        self.name, self.source, self.label = "", source, label

    def __set_name__(self, owner: type, name: str) -> None:
        self.named(name)

    def named(self, name: str) -> "Filter":
        """Give it its parameter; a filter that a class declares gets it from there."""
        self.name, self.source = name, self.source or name
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters it reads."""
        return (self.name,)

    def read(self, given: Mapping[str, list[str]], actor: Any) -> Any:
        """The checked value, or None when nothing was given."""
        values = given.get(self.name, [])
        return self.clean(values[0], actor) if values else None

    def clean(self, text: str, actor: Any) -> Any:
        return text

    def narrow(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows.filter(Q((self.source, value)))

    def options(self, actor: Any) -> list[tuple[str, Label]]:
        """What one may choose from, for the page."""
        return []

    def schema(self) -> list[dict[str, Any]]:
        """The parameters in OpenAPI's words."""
        return [{"name": self.name, "schema": {"type": "string"}}]

    def refuse(self, message: Label, name: str = "") -> BadParameter:
        return BadParameter(message, field=name or self.name)


class Search(Filter):
    """Words that must all occur, each in any of the paths."""

    kind = "search"

    def __init__(self, *sources: str, label: Label = "") -> None:
        super().__init__(sources[0] if sources else "", label=label)
        self.sources = sources

    def clean(self, text: str, actor: Any) -> Any:
        if "\0" in text:
            raise self.refuse(_("Remove the invisible characters."))
        return text.split()[:8] or None

    def narrow(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        for word in value:
            anywhere = Q()
            for source in self.sources:
                anywhere |= Q((f"{source}__icontains", word))
            rows = rows.filter(anywhere)
        return rows


class OneOf(Filter):
    """One of named values; with `many` any of several. `choices` may be a function of the actor."""

    kind = "choice"

    def __init__(
        self,
        choices: Choices | Callable[[Any], Choices],
        *,
        source: str = "",
        label: Label = "",
        many: bool = False,
    ) -> None:
        super().__init__(source, label=label)
        self.choices, self.many = choices, many

    def options(self, actor: Any) -> list[tuple[str, Label]]:
        choices: Any = self.choices(actor) if callable(self.choices) else self.choices
        pairs = choices.items() if isinstance(choices, Mapping) else choices
        return [(str(value), label) for value, label in pairs]

    def read(self, given: Mapping[str, list[str]], actor: Any) -> Any:
        values = given.get(self.name, [])
        if not values:
            return None
        known = {value for value, _label in self.options(actor)}
        if not known.issuperset(values):
            raise self.refuse(_("Choose one of the values offered."))
        return values

    def narrow(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows.filter(Q((f"{self.source}__in", value)))

    def schema(self) -> list[dict[str, Any]]:
        one: dict[str, Any] = {"type": "string"}
        if not callable(self.choices):
            one["enum"] = [value for value, _label in self.options(None)]
        return [{"name": self.name, "schema": {"type": "array", "items": one} if self.many else one}]


class Flag(Filter):
    """True or false. With `condition`, true narrows to it and false to its opposite."""

    kind = "flag"
    WORDS: ClassVar[dict[str, bool]] = {"true": True, "1": True, "on": True, "false": False, "0": False}

    def __init__(self, source: str = "", *, label: Label = "", condition: Q | None = None) -> None:
        super().__init__(source, label=label)
        self.condition = condition

    def options(self, actor: Any) -> list[tuple[str, Label]]:
        return [("true", _("Yes")), ("false", _("No"))]

    def clean(self, text: str, actor: Any) -> bool:
        if text.lower() not in self.WORDS:
            raise self.refuse(_("Write true or false."))
        return self.WORDS[text.lower()]

    def narrow(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        condition = self.condition if self.condition is not None else Q((self.source, True))
        return rows.filter(condition if value else ~condition)

    def schema(self) -> list[dict[str, Any]]:
        return [{"name": self.name, "schema": {"type": "boolean"}}]


class Reference(OneOf):
    """A record by its identifier, out of those the actor is offered: `choices` is a function of the actor.

    Without `choices` any identifier passes; the query's own walls decide.
    """

    kind = "reference"

    def __init__(
        self, source: str = "", *, label: Label = "", choices: Callable[[Any], Choices] | None = None
    ) -> None:
        super().__init__(choices or {}, source=source, label=label)
        self.is_open = choices is None

    def read(self, given: Mapping[str, list[str]], actor: Any) -> Any:
        if not self.is_open:
            return super().read(given, actor)
        return [self._identifier(value) for value in given.get(self.name, [])] or None

    def _identifier(self, value: str) -> UUID:
        try:
            return UUID(value)
        except ValueError:
            raise self.refuse(_("Write the identifier of a record.")) from None

    def schema(self) -> list[dict[str, Any]]:
        return [{"name": self.name, "schema": {"type": "string", "format": "uuid"}}]


class Between(Filter):
    """Days from and to, both included: `due_from`, `due_to`. With `instants` the path holds instants,

    and the days are those of the actor's zone.
    """

    kind = "between"

    def __init__(self, source: str = "", *, label: Label = "", instants: bool = False) -> None:
        super().__init__(source, label=label)
        self.instants = instants

    @property
    def names(self) -> tuple[str, ...]:
        return (f"{self.name}_from", f"{self.name}_to")

    def read(self, given: Mapping[str, list[str]], actor: Any) -> Any:
        first, last = (self._day(name, given.get(name, [])) for name in self.names)
        if first and last and first > last:
            raise self.refuse(_("The first day is after the last one. Exchange them."), self.names[0])
        return (self._bounds(first, last, actor)) if first or last else None

    def _day(self, name: str, values: list[str]) -> dt.date | None:
        if not values:
            return None
        try:
            day = parse_date(values[0])
        except ValueError:
            day = None
        if day is None or not EARLIEST <= day <= LATEST:
            raise self.refuse(_("Write a day like 2026-11-20."), name)
        return day

    def _bounds(self, first: dt.date | None, last: dt.date | None, actor: Any) -> tuple[Any, Any]:
        """The first moment inside and the first moment after."""
        after = last + dt.timedelta(days=1) if last else None
        if not self.instants:
            return first, after
        zone = zone_of(getattr(actor, "zone", None))
        return tuple(dt.datetime.combine(d, dt.time(), zone) if d else None for d in (first, after))  # type: ignore[return-value]

    def narrow(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        first, after = value
        if first:
            rows = rows.filter(Q((f"{self.source}__gte", first)))
        return rows.filter(Q((f"{self.source}__lt", after))) if after else rows

    def schema(self) -> list[dict[str, Any]]:
        return [{"name": name, "schema": {"type": "string", "format": "date"}} for name in self.names]


class Range(Filter):
    """Numbers from and to, both included: `size_from`, `size_to`."""

    kind = "range"

    @property
    def names(self) -> tuple[str, ...]:
        return (f"{self.name}_from", f"{self.name}_to")

    def read(self, given: Mapping[str, list[str]], actor: Any) -> Any:
        first, last = (self._number(name, given.get(name, [])) for name in self.names)
        return (first, last) if first is not None or last is not None else None

    def _number(self, name: str, values: list[str]) -> Decimal | None:
        if not values:
            return None
        try:
            number = Decimal(values[0])
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) > LARGEST:
            raise self.refuse(_("Write a number like 1200.5."), name)
        return number

    def narrow(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        first, last = value
        if first is not None:
            rows = rows.filter(Q((f"{self.source}__gte", first)))
        return rows.filter(Q((f"{self.source}__lte", last))) if last is not None else rows

    def schema(self) -> list[dict[str, Any]]:
        return [{"name": name, "schema": {"type": "number"}} for name in self.names]


class Filters:
    """A set of filters, and the values one address gives them."""

    declared: ClassVar[dict[str, Filter]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Filter)}
        cls.declared = {**cls.declared, **own}

    def __init__(
        self,
        params: QueryDict,
        actor: Any,
        *,
        also: Iterable[str] = (),
        more: Mapping[str, Filter] | None = None,
    ) -> None:
        """Read and check; `also` names the parameters that others on the page read, each at most once.

        `more`: filters beside the declared ones, by name.
        """
        self.actor, self.known = actor, {**self.declared, **(more or {})}
        self.given = self._given(params, frozenset(also))
        found = {name: one.read(self.given, actor) for name, one in self.known.items()}
        self.values = {name: value for name, value in found.items() if value is not None}

    @classmethod
    def names(cls) -> dict[str, Filter]:
        """Every parameter and its filter."""
        return {name: one for one in cls.declared.values() for name in one.names}

    @property
    def parameters(self) -> dict[str, Filter]:
        """Every parameter that it reads, and its filter."""
        return {name: one for one in self.known.values() for name in one.names}

    def _given(self, params: QueryDict, also: frozenset[str]) -> dict[str, list[str]]:
        known = self.parameters
        for name, values in params.lists():
            if name not in known and name not in also:
                raise BadParameter(_("There is no parameter of this name here."), field=name[:LONGEST])
            if len(values) > 1 and name != "columns" and not (name in known and known[name].many):
                raise BadParameter(_("Give this parameter once."), field=name)
            if any(len(value) > LONGEST for value in values) and name not in also:
                raise BadParameter(_("Shorten this to 200 characters."), field=name)
        return {
            name: [v for v in values if v] for name, values in params.lists() if name in known and any(values)
        }

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows, narrowed."""
        for name, value in self.values.items():
            one = self.known[name]
            if one.expression is not None:
                rows = rows.alias(**{one.source: one.expression})
            rows = one.narrow(rows, value)
        return rows

    def controls(self) -> list[dict[str, Any]]:
        """What the filter bar draws: name, kind, label, options, and what is chosen now."""
        return [self._control(one) for one in self.known.values()]

    def _control(self, one: Filter) -> dict[str, Any]:
        return {
            "name": one.name,
            "names": one.names,
            "kind": one.kind,
            "many": one.many,
            "label": one.label,
            "options": one.options(self.actor),
            "chosen": self.given.get(one.name, []),
            "value": self.given.get(one.name, [""])[0],
            "values": [self.given.get(name, [""])[0] for name in one.names],
            "is_set": one.name in self.values,
        }

    @classmethod
    def schema(cls) -> list[dict[str, Any]]:
        """All parameters in OpenAPI's words."""
        described = ((one, part) for one in cls.declared.values() for part in one.schema())
        return [{**part, "description": str(one.label)} for one, part in described]
