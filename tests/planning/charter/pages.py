"""Addresses of records in tests."""

from typing import Any

from django.urls import reverse

from projects.registers.declared import register_of


def paths(record: Any, verb: str = "", *, api: str = "") -> str:
    """The address of a record's page or endpoint; `verb` as the register names it."""
    register = register_of(record._meta.label)
    assert register is not None
    place = {"org": "acme", "key": "SKY", "number": record.number}
    return reverse(f"{api}{register.route(verb)}", kwargs=place)


def listed(route: str) -> str:
    """The address of a list of SKY."""
    return reverse(route, kwargs={"org": "acme", "key": "SKY"})
