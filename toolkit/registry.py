"""Every page and endpoint class with the policies it names; house tests and `manage.py house` read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Open:
    """Stands where a policy would, on a page that asks nobody who they are, and says why."""

    reason: str


@dataclass(frozen=True)
class Door:
    """A page or endpoint class and the policy behind each of its methods."""

    view: type
    kind: str
    policies: dict[str, str | Open]

    @property
    def name(self) -> str:
        return f"{self.view.__module__}.{self.view.__qualname__}"


@dataclass(frozen=True)
class Route:
    """One address of the URL configuration."""

    route: str
    name: str | None
    callback: Any

    @property
    def view(self) -> type | None:
        return getattr(self.callback, "view_class", None) or getattr(self.callback, "cls", None)

    @property
    def door(self) -> Door | None:
        return door(self.view) if self.view else None


_doors: dict[type, Door] = {}


def register(view: type, *, kind: str, policies: dict[str, str | Open]) -> None:
    """Called when a page or endpoint class is made."""
    _doors[view] = Door(view=view, kind=kind, policies=dict(policies))


def forget(view: type) -> None:
    """Strike out a class, such as one that a test made."""
    _doors.pop(view, None)


def door(view: type) -> Door | None:
    """The door of a view class, if it is a page or an endpoint."""
    return _doors.get(view)


def doors(kind: str | None = None) -> list[Door]:
    """All pages and endpoints, by name."""
    found = (d for d in _doors.values() if kind is None or d.kind == kind)
    return sorted(found, key=lambda d: d.name)


def unguarded() -> list[Door]:
    """Doors that name no policy. They refuse everybody; a house test keeps this list empty."""
    return [d for d in doors() if not d.policies or not all(d.policies.values())]


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[Route]:
    """Every address below `resolver` (default: the whole site)."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(route=route, name=entry.name, callback=entry.callback)
        else:
            yield from routes(entry, route)
