"""The endpoints of a register."""

from collections.abc import Callable
from functools import partial
from typing import Any

from rest_framework import serializers

from projects.registers import selectors, services
from projects.registers.declared import Register
from projects.registers.making import POLICY, SHARING
from projects.registers.pages import OfRecord, OfRegister
from projects.registers.shapes import row_of, serializer_of
from toolkit.api import ActionEndpoint, ListEndpoint, RecordEndpoint


def step_input(register: Register) -> type[serializers.Serializer[Any]]:
    """Which step, and why."""
    assert register.states is not None
    members = {
        "step": serializers.ChoiceField(choices=register.states.all_verbs()),
        "reason": serializers.CharField(max_length=500, required=False, allow_blank=True),
    }
    return type(f"{register.model.__name__}StepInput", (serializers.Serializer,), members)


class ReasonInput(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=500)


class RecordsEndpoint(OfRegister, ListEndpoint):
    """The records of one project; POST adds one."""

    abstract = True


class OneEndpoint(OfRecord, RecordEndpoint):
    """One record; PATCH changes it, DELETE withdraws it."""

    abstract = True


class StateEndpoint(OfRecord, ActionEndpoint):
    """A step of its life."""

    abstract = True


class ShareEndpoint(OfRecord, ActionEndpoint):
    """Let the client see it."""

    abstract = True


class UnshareEndpoint(OfRecord, ActionEndpoint):
    """Take it out of the client's sight."""

    abstract = True


class RestoreEndpoint(OfRecord, ActionEndpoint):
    """Put a withdrawn one back."""

    abstract = True

    withdrawn = True


ACTIONS: dict[str, tuple[type, Callable[..., Any]]] = {
    "state": (StateEndpoint, services.step_record),
    "share": (ShareEndpoint, services.share_record),
    "unshare": (UnshareEndpoint, services.unshare_record),
    "restore": (RestoreEndpoint, services.restore_record),
}


def endpoints_of(register: Register) -> dict[str, type]:
    """The endpoint class for each of a register's addresses."""
    row, sent = row_of(register), serializer_of(register)
    made = {"list": _list(register, row, sent), "": _one(register, row, sent)}
    for name, (base, service) in ACTIONS.items():
        if (name in SHARING and register.unshared) or (name == "state" and register.states is None):
            continue
        called = {"post": partial(service, register=register)}
        more = {"policies": {"post": register.policy(POLICY[name])}, "services": called, "row": row}
        if name == "state":
            more["forms"] = {"post": step_input(register)}
        made[name] = _class(register, base, **more)
    return made


def _list(register: Register, row: Any, sent: Any) -> type:
    return _class(
        register,
        RecordsEndpoint,
        policies={"get": register.policy("view"), "post": register.policy("add")},
        selector=partial(selectors.records_of, register=register),
        filterset=register.filterset,
        row=row,
        orders={"number": ("number",), "created": ("created_at",)},
        forms={"post": sent},
        services={"post": partial(services.add_record, register=register)},
    )


def _one(register: Register, row: Any, sent: Any) -> type:
    view, edit, withdraw = (register.policy(verb) for verb in ("view", "edit", "withdraw"))
    patch = partial(services.edit_record, register=register)
    delete = partial(services.withdraw_record, register=register)
    return _class(
        register,
        OneEndpoint,
        policies={"get": view, "patch": edit, "delete": withdraw},
        row=row,
        forms={"patch": sent, "delete": ReasonInput},
        services={"patch": patch, "delete": delete},
    )


def _class(register: Register, base: type, **attributes: Any) -> type:
    module = f"{register.room}.{register.plural}"
    told = {"register": register, "__module__": module, "__doc__": base.__doc__}
    return type(f"{register.model.__name__}{base.__name__}", (base,), {**told, **attributes})
