"""Transition tables: what may happen to a record in which state. Everything not listed is refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from toolkit.errors import DomainError


class StateRefused(DomainError):
    """The record's state does not allow the verb."""

    code = "state_refused"


@dataclass(frozen=True)
class Transitions:
    """`rows`: (from, verb) -> to. `name` is the noun that messages and `docs/states.md` use."""

    name: str
    rows: Mapping[tuple[str, str], str]

    def next(self, state: str, verb: str) -> str:
        """The state after the verb; raises `StateRefused` naming what is allowed instead."""
        try:
            return self.rows[state, verb]
        except KeyError:
            raise StateRefused(
                _("This is not possible while the state is “%(state)s”. Possible now: %(verbs)s.")
                % {"state": state, "verbs": ", ".join(self.verbs(state)) or "–"}
            ) from None

    def verbs(self, state: str) -> list[str]:
        """The verbs that the state allows, in the order of the table."""
        return [verb for (start, verb) in self.rows if start == state]

    def states(self) -> set[str]:
        """Every state that the table names."""
        return {start for start, _verb in self.rows} | set(self.rows.values())
