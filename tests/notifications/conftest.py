"""A room that does not exist, with one fact and one letter, so that the sockets are tried as they are."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.utils.functional import lazy
from django.utils.translation import get_language

from notifications.letters import Letter
from notifications.notices import NOTICES, notice
from tenancy.listeners import EVENTS, LISTENERS, Event, event_name, fact
from toolkit.identifiers import uuid7

KETTLE = uuid7()
WHY = lazy(lambda: "这是你的水壶。" if get_language() == "zh-hans" else "You own this kettle.", str)


@dataclass(frozen=True)
class KettleBoiled(Event):
    """The fact."""

    kettle: str
    times: int
    owner: UUID


def kettle_boiled(event: KettleBoiled) -> Letter | None:
    """The letter; a kettle without a name tells nobody."""
    return letter([event.owner], kettle=event.kettle, version=event.times) if event.kettle else None


def letter(
    people: list[UUID], *, version: int = 1, link: str = "/o/acme/kettles/1/", **context: Any
) -> Letter:
    return Letter(
        people=people,
        template="tea/mail/kettle_boiled",
        link=link,
        subject_kind="tea.Kettle",
        subject_id=KETTLE,
        version=version,
        why=WHY(),
        context={"kettle": "Kettle", **context},
    )


@pytest.fixture(autouse=True)
def tea(settings: Any) -> Iterator[None]:
    """The room's letter and templates, for the time of one test."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates
    fact(KettleBoiled)
    notice(KettleBoiled, rule="kettle_boiled", subject="Boiled kettles")(kettle_boiled)
    yield
    NOTICES.pop("kettle_boiled")
    LISTENERS.pop(event_name(KettleBoiled))
    EVENTS.pop(event_name(KettleBoiled))
