"""Opening a register: its addresses, its kind of record, its import, its place in Django admin."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from projects.registers import selectors, services
from projects.registers.declared import ROWS, Register
from projects.registers.endpoints import endpoints_of
from projects.registers.making import pages_of
from projects.registers.shapes import columns_of
from records.acts import acts
from records.importing import importable
from records.kinds import Back, kind
from tenancy.admin import TenantAdmin
from toolkit.links import Link
from toolkit.pages.base import Label

SAID: dict[str, Label] = {
    "add": _("added it"),
    "edit": _("changed it"),
    "step": _("changed its state"),
    "share": _("changed what the client sees of it"),
    "withdraw": _("withdrew or restored it"),
}
PLACES = {"list": "", "add": "add/", "withdrawn": "withdrawn/"}


def workspace_of(register: Register, **own: type) -> list[URLPattern]:
    """The addresses of its pages; `own` names the page classes that the room made itself."""
    return [
        path(_place(register, name), page.as_view(), name=register.route(name))  # type: ignore[attr-defined]
        for name, page in pages_of(register, **own).items()
    ]


def api_of(register: Register) -> list[URLPattern]:
    """The addresses of its endpoints."""
    return [
        path(_place(register, name), endpoint.as_view(), name=f"api_{register.route(name)}")  # type: ignore[attr-defined]
        for name, endpoint in endpoints_of(register).items()
    ]


def _place(register: Register, name: str) -> str:
    lists = f"projects/<str:key>/{register.plural.replace('_', '-')}/"
    if name.endswith(ROWS):
        return f"{lists}rows/{name.removesuffix(ROWS)}/"
    if name in PLACES:
        return lists + PLACES[name]
    return f"{lists}<int:number>/" + (f"{name}/" if name else "")


def open_register(register: Register) -> None:
    """Make a register's records a kind that people talk about, look for, restore and bring in as a list."""
    kind(
        register.label,
        name=register.name,
        rows=partial(selectors.records_of, register=register),
        view=register.policy("view"),
        change=register.policy("edit"),
        link=_record(register, ""),
        icon=register.icon,
        related=("project", "owner", *register.related),
        back=Back(
            rows=partial(selectors.withdrawn_of, register=register),
            policy=register.policy("withdraw"),
            service=partial(services.restore_record, register=register),
            subject_as="subject",
            link=_record(register, "restore"),
        ),
    )
    acts({register.policy(verb): words for verb, words in SAID.items()})
    importable(
        register.listed,
        kind=register.label,
        title=register.names,
        policy=register.policy("add"),
        of_project=True,
        columns=columns_of(register),
        service=partial(services.add_record, register=register),
        seen_at=register.link("list"),
        icon=register.icon,
    )


def _record(register: Register, verb: str) -> Link:
    return Link(register.route(verb), key="project__key", number="number")


def show_in_admin(register: Register) -> None:
    """Let platform staff look at the records, through the services' walls."""
    shown = (
        "key",
        "title",
        "project",
        *(("state",) if register.states else ()),
        "visibility",
        "withdrawn_at",
    )
    made: Any = type(f"{register.model.__name__}Admin", (TenantAdmin,), {"list_display": shown})
    admin.site.register(register.model, made)
