"""Identifiers of others, put wherever a request can carry one: path, query, body.

What a route takes is read from the registry: the arguments of its address, the filters of its list, the
fields of its form or serializer. Each answer is compared with the answer to a value that nothing has.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.test import Client as Browser
from rest_framework import serializers

from records.forms.fields import ChoicesField
from tenancy.scope import tenant_tx
from tests.house.inputs import in_html, input_of, is_endpoint, send, version_of
from tests.house.world import MISSING, OWN, World, address, arguments, sample
from tests.isolation.oracle import OPEN, expected
from tests.isolation.parties import House
from tests.isolation.visitors import EVERYWHERE, Visitor
from tests.isolation.walking import PORTAL, ask, difference, taken_back, tenant_models
from toolkit.filters import OneOf, Reference
from toolkit.registry import Route

NOTHING_UUID, NOTHING_TEXT, NOTHING_TASK = MISSING["uuid"], "NOPE", "T987654"
PLAIN = (
    forms.IntegerField,
    forms.DecimalField,
    forms.BooleanField,
    forms.DateField,
    forms.DateTimeField,
    forms.FileField,
    ChoicesField,  # words of the organization itself
)


@dataclass
class Try:
    """One foreign value in one place, and the value that nothing has."""

    where: str
    theirs: str
    nothing: str


class Stranger:
    """Which values are foreign to whom: the rival's to everybody, the second project's to project people."""

    def __init__(self, house: House, visitors: dict[str, Visitor]) -> None:
        self.house, self.visitors = house, visitors

    def guests(self, route: Route, method: str) -> list[Visitor]:
        """Those who may do this, first those who do not see every project."""
        names = ("Ada", "PM", "TL", "AG", "QA", "WF", "TA", "DH", "FI", "AU", "CS", "CV")
        known = map(self.visitors.__getitem__, names)
        return [one for one in known if expected(one, route, method) == OPEN]

    def guest(self, route: Route, method: str) -> Visitor | None:
        """One who may do this."""
        return next(iter(self.guests(route, method)), None)

    def offered(self, route: Route, method: str, field: str) -> Visitor | None:
        """One whom the form offers this field: some leave a field out for some people."""
        for guest in self.guests(route, method):
            page = b"" if is_endpoint(route) else guest.browser().get(address(self.house.own, route)).content
            if is_endpoint(route) or f'name="{field}"'.encode() in page:
                return guest
        return None

    def others(self, guest: Visitor, *, of_project: bool) -> list[World]:
        """Worlds whose rows the guest may not know."""
        worlds = [self.house.rival]
        if of_project and not guest.roles & set(EVERYWHERE):
            worlds.append(self.house.second)
        return worlds

    def may_know(self, guest: Visitor, pk: str) -> bool:
        """Whether a row is of the guest's organization and he sees all of its projects."""
        return bool(guest.roles & set(EVERYWHERE)) and pk in self.own_rows

    @cached_property
    def own_rows(self) -> dict[str, Any]:
        """Model by primary key, of every row of Acme."""
        with tenant_tx(self.house.cast.acme.pk):
            return {
                str(pk): model
                for model in tenant_models()
                for pk in model.objects.values_list("pk", flat=True)
            }

    @cached_property
    def rows(self) -> dict[Any, list[str]]:
        """Foreign rows by model: the rival's first, and one of the second project."""
        found: dict[Any, list[str]] = {}
        with tenant_tx(self.house.rival.cast.acme.pk):
            for model in tenant_models():
                first = model.objects.order_by("pk").values_list("pk", flat=True)[:1]
                found[model] = [str(pk) for pk in first]
        with tenant_tx(self.house.cast.acme.pk):
            for model in tenant_models():
                found[model] += [str(pk) for pk in self._second(model)]
        return found

    def _second(self, model: Any) -> list[Any]:
        project = self.house.second.project
        if model is type(project):
            return [project.pk]
        if "project" not in {field.name for field in model._meta.local_fields}:
            return []
        found = model.objects.filter(project=project.pk).order_by("pk").values_list("pk", flat=True).first()
        return [found] if found else []


# --- the address


def paths(house: House, stranger: Stranger, route: Route, method: str) -> Iterator[Try]:
    """The route's address with each argument, and with all of them, taken from another world."""
    guest = stranger.guest(route, method)
    names = [name for name in arguments(route) if name != "org"]
    if guest is None or not names:
        return
    of_project = "key" in names or route.name in OWN
    worlds = stranger.others(guest, of_project=of_project)
    if route.route.startswith(PORTAL):
        worlds.append(house.second)
    for world in worlds:
        theirs = {name: sample(world, route, name) for name in names}
        for group in dict.fromkeys([*((name,) for name in names), tuple(names)]):
            changed = {name: theirs[name] for name in group if theirs[name] != sample(house.own, route, name)}
            if changed:
                nothing = {name: MISSING[kind] for name, kind in arguments(route).items() if name in changed}
                yield Try("path", address(house.own, route, **changed), address(house.own, route, **nothing))
    for key in (house.own.hidden.key, house.own.other.key):
        if "key" in names and not guest.roles & set(EVERYWHERE):
            yield Try(
                "path", address(house.own, route, key=key), address(house.own, route, key=MISSING["str"])
            )


def path_faults(house: House, stranger: Stranger, route: Route, method: str) -> Iterator[tuple[Try, str]]:
    """Asks each address of others, and the one of nothing; answers what is told of the difference."""
    guest = stranger.guest(route, method)
    browser = guest.browser() if guest else Browser()
    for one in paths(house, stranger, route, method):
        answers = [ask(browser, house.own, route, method, url) for url in (one.theirs, one.nothing)]
        fault = "" if answers[0].status_code == 404 else f"{answers[0].status_code}"
        fault = fault or difference(*answers, one.theirs, one.nothing)
        yield one, f"{method} {one.theirs}: {fault}" if fault else ""


# --- the query


def queries(stranger: Stranger, route: Route, guest: Visitor) -> Iterator[Try]:
    """Each filter that offers or takes records, with values that are offered to others."""
    filterset = getattr(route.view, "filterset", None)
    for name, one in (filterset.declared if filterset else {}).items():
        values: list[str] = []
        if isinstance(one, Reference) and one.is_open:
            values = [
                pk for found in stranger.rows.values() for pk in found if not stranger.may_know(guest, pk)
            ]
        elif isinstance(one, OneOf) and callable(one.choices):
            values = sorted(offered_to_others(stranger, one, guest))
        elif one.kind == "search":
            yield from (Try(f"?{name}=", mark, "CANARY-of-nobody") for mark in stranger.house.foreign_marks)
        yield from (Try(f"?{name}=", value, nothing_like(value)) for value in values)


def offered_to_others(stranger: Stranger, one: OneOf, guest: Visitor) -> set[str]:
    """What a filter offers the rival, and to the other manager, and does not offer Ada."""
    house = stranger.house
    own, rivals, seconds = (offered_to(world, one) for world in (house.own, house.rival, house.second))
    return (rivals if guest.roles & set(EVERYWHERE) else rivals | seconds) - own


def offered_to(world: World, one: OneOf) -> set[str]:
    """The values that a filter offers the world's manager."""
    with tenant_tx(world.cast.acme.pk):
        return {value for value, _label in one.options(world.cast.ada.actor())}


def nothing_like(value: str) -> str:
    return NOTHING_UUID if is_uuid(value) else NOTHING_TEXT


def is_uuid(value: object) -> bool:
    try:
        return bool(UUID(str(value)))
    except ValueError:
        return False


def query_faults(house: House, stranger: Stranger, route: Route) -> Iterator[tuple[Try, str]]:
    guest = stranger.guest(route, "get")
    if guest is None or "get" not in route.door.policies:  # type: ignore[union-attr]
        return
    browser, url = guest.browser(), address(house.own, route)
    for one in queries(stranger, route, guest):
        name = one.where.strip("?=")
        answers = [browser.get(url, {name: value}) for value in (one.theirs, one.nothing)]
        fault = difference(*answers, one.theirs, one.nothing)
        yield one, f"{url}{one.where}{one.theirs}: {fault}" if fault else ""


# --- the body


def fields_of(route: Route, method: str) -> dict[str, Any]:
    """The declared fields of a form or serializer."""
    view: Any = route.view
    if is_endpoint(route):
        form = view.forms.get(method)
        return dict(form().fields) if form else {}
    return dict(view.form.base_fields)


def takes_record(field: Any) -> bool:
    """Whether a field may name a record: everything but numbers, days, files, and choices that are fixed."""
    if isinstance(field, serializers.Field):
        return isinstance(
            field,
            serializers.UUIDField
            | serializers.RelatedField
            | serializers.ManyRelatedField
            | serializers.ListField
            | serializers.ListSerializer
            | serializers.Serializer
            | serializers.JSONField
            | serializers.DictField,
        )
    if isinstance(field, forms.ModelChoiceField | forms.UUIDField):
        return True
    if isinstance(field, forms.ChoiceField):
        return not list(field.choices)  # filled when the form is made
    return not isinstance(field, PLAIN) and type(field).__module__.split(".")[0] != "django"


def bodies(house: House, stranger: Stranger, route: Route, method: str) -> Iterator[tuple[str, Visitor, Try]]:
    """Each field that may name a record, with the rows of others in it, and who sends it."""
    valid = input_of(house.own, route, method)
    for name, field in fields_of(route, method).items() if valid is not None else ():
        own = valid.get(name)
        own = own[0] if isinstance(own, list) and own else own
        if takes_record(field) or str(own) in stranger.own_rows:
            guest = stranger.offered(route, method, name)
            for value in values_for(house, stranger, guest, own) if guest else ():
                nothing = (
                    NOTHING_UUID if is_uuid(value) else NOTHING_TASK if value[0] == "T" else NOTHING_TEXT
                )
                yield name, guest, Try(f"{name}=", value, nothing)


def values_for(house: House, stranger: Stranger, guest: Visitor, own: Any) -> Iterator[str]:
    """Rows of the kind that the valid value has, or of every kind where none is given; or human keys."""
    model = stranger.own_rows.get(str(own))
    for one, found in stranger.rows.items():
        if model is one or own is None:
            yield from (pk for pk in found if not stranger.may_know(guest, pk))
    if not is_uuid(own):
        yield from (f"T{house.rival.task.number}", f"T{house.second.task.number}")
        yield from (house.rival.project.key, str(house.rival.task.pk), str(house.rival.project.pk))


def body_faults(house: House, stranger: Stranger, route: Route, method: str) -> Iterator[tuple[Try, str]]:
    """Sends otherwise valid requests that name rows of others, and rows that are nobody's."""
    answers: dict[tuple[str, str], Any] = {}
    version: dict[str, Any] = {}
    for name, guest, one in bodies(house, stranger, route, method):
        browser = guest.browser()
        if not (answers or is_endpoint(route)):
            version = version_of(browser, route, address(house.own, route))
        for value in (one.theirs, one.nothing):
            if (name, value) not in answers:
                answers[name, value] = posted(browser, house, route, method, {**version, name: value})
        answer, nothing = answers[name, one.theirs], answers[name, one.nothing]
        fault = "" if 400 <= answer.status_code < 500 else f"{answer.status_code}"
        values = (one.theirs, one.nothing, in_html(one.theirs), in_html(one.nothing))
        fault = fault or difference(answer, nothing, *values)
        yield one, f"{method} {route.name} {one.where}{one.theirs}: {fault}" if fault else ""


def posted(browser: Browser, house: House, route: Route, method: str, changes: dict[str, Any]) -> Any:
    """A valid request with some values changed; what it changes is taken back."""
    valid = input_of(house.own, route, method) or {}
    shapes = {name: shaped(route, method, name, value, valid) for name, value in changes.items()}
    with taken_back():
        return send(browser, house.own, route, method, changes=shapes)


def shaped(route: Route, method: str, name: str, value: str, valid: dict[str, Any]) -> Any:
    """The value as the field takes it: alone, last of a good list, or as the id of a nested record."""
    field = fields_of(route, method).get(name)
    if isinstance(field, serializers.ListSerializer):
        return [{"id": value}]
    if isinstance(field, serializers.Serializer):
        return {"id": value}
    many = (serializers.ListField, serializers.ManyRelatedField, forms.MultipleChoiceField)
    good = valid.get(name)
    return [*(good if isinstance(good, list) else ()), value] if isinstance(field, many) else value
