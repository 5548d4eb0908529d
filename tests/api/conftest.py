"""A project that Ida's token writes, and many requests at one moment."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from planning.models import Plan
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, make_cast
from tests.factories.projects import MemberFactory, ProjectFactory

BASE = "/api/v1/o/acme/projects/SKY/"


@dataclass
class Machine:
    """Another system, with Ida's key."""

    cast: Cast
    project: Project
    base: str = BASE

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        data = {} if body is None else {"data": body, "content_type": "application/json"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        address = path if path.startswith("/") else self.base + path
        answer: HttpResponse = getattr(Client(), method)(address, headers=named, **data, **self.cast.api())
        return answer


def world() -> Machine:
    cast = make_cast()
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY")
        Plan.objects.create(project=project, client=project.client, created_at=NOW)
        MemberFactory(project=project, person=cast.ida.person)
    return Machine(cast, project)


@pytest.fixture
def machine(db: None) -> Machine:
    return world()


@pytest.fixture
def real() -> Machine:
    """The same for tests marked `django_db(transaction=True)`: what they write, other connections see."""
    return world()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each answers, all begun at the same moment, each on a connection of its own."""
    start, found = threading.Barrier(len(acts)), [None] * len(acts)

    def work(number: int, act: Callable[[], Any]) -> None:
        start.wait(20)
        try:
            found[number] = act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found
