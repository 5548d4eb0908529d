"""The shape of `tests/factories/staged.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tenancy.actors import Actor

Take = Callable[[Actor, Any, str], Any]


@dataclass(frozen=True)
class Staged:
    """How one kind of record comes into a state, and how a verb is taken on it.

    `make`: (project, owner) -> record. `take`: the service. `api`: (record, verb) -> address below the
    organization, `body`: verb -> what is sent there. `unknown`: the answer to a verb that does not exist.
    """

    model: Any
    make: Callable[[Any, Any], Any]
    take: Take
    api: Callable[[Any, str], str]
    body: Callable[[str], dict[str, Any]] = lambda verb: {"step": verb, "reason": "because"}
    unknown: int = 422
