"""Transition tables: what may happen to a record in which state, and by whom. All else is refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenancy import rules
from toolkit.errors import Denied, DomainError

if TYPE_CHECKING:
    from tenancy.actors import Actor

Label = str | Promise


class StateRefused(DomainError):
    """The record's state does not allow the verb. `verbs` are those that it allows instead."""

    code = "state_refused"
    message = _("This is not possible while the state is “%(state)s”. Possible now: %(possible)s.")

    def __init__(self, *, state: str, verbs: list[str], words: tuple[str, str]) -> None:
        super().__init__(state=words[0], possible=words[1])
        self.members = {"state": state, "allowed": verbs}


@dataclass(frozen=True)
class Step:
    """One row: from which state a verb leads to which other one, for which roles."""

    start: str
    verb: str
    to: str
    roles: frozenset[str]
    needs_reason: bool = False


def steps(
    start: str | Iterable[str], verb: str, to: str, roles: frozenset[str], *, needs_reason: bool = False
) -> tuple[Step, ...]:
    """The same verb from several states (one line of a table)."""
    starts = (start,) if isinstance(start, str) else tuple(start)
    return tuple(Step(one, verb, to, roles, needs_reason) for one in starts)


@dataclass(frozen=True)
class Transitions:
    """The table of one kind of record.

    `name`: its key in `docs/states.md` and in tests. `policy`: the action every step asks, whose roles
    hold the roles of each row. `model`: its field `state` gives the words for states. `words`: the verbs
    in words, as buttons say them.
    """

    name: str
    lines: tuple[tuple[Step, ...], ...] = ()
    policy: str = ""
    model: str = ""
    words: Mapping[str, Label] = field(default_factory=dict)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every row, in the order of the table."""
        return tuple(step for line in self.lines for step in line)

    @cached_property
    def _by_pair(self) -> dict[tuple[str, str], Step]:
        return {(step.start, step.verb): step for step in self.steps}

    @cached_property
    def rows(self) -> dict[tuple[str, str], str]:
        """(from, verb) -> to."""
        return {pair: step.to for pair, step in self._by_pair.items()}

    def step(self, state: str, verb: str) -> Step:
        """The row for the verb; raises `StateRefused` naming what is allowed instead."""
        found = self._by_pair.get((state, verb))
        if found is None:
            possible = ", ".join(self.word(one) for one in self.verbs(state)) or "–"
            raise StateRefused(state=state, verbs=self.verbs(state), words=(self.state_word(state), possible))
        return found

    def next(self, state: str, verb: str) -> str:
        """The state after the verb, whoever asks; raises `StateRefused`."""
        return self.step(state, verb).to

    def take(self, actor: "Actor", record: Any, verb: str, *, policy: str = "", state: str = "") -> Step:
        """The row for the verb on the record, if one of the actor's roles may take it.

        `policy`: another action that leads through this table. `state`: where a chain of steps has come
        to. Raises `StateRefused`, `Denied`.
        """
        found = self.step(state or record.state, verb)
        if not self.is_open(actor, record, found, policy):
            raise Denied(policy or self.policy, record)
        return found

    def is_open(self, actor: "Actor", record: Any, step: Step, policy: str = "") -> bool:
        """Whether one of the roles that the actor holds on the record may take the step."""
        rule = rules.REGISTRY[policy or self.policy]
        return actor.is_system or bool(rules.held(actor, rule, record) & step.roles)

    def choices(self, actor: "Actor", record: Any) -> list[tuple[str, Label]]:
        """The verbs that the record's state and the actor's roles allow now, with their words."""
        return [
            (step.verb, self.words.get(step.verb, step.verb))
            for step in self.steps
            if step.start == record.state and self.is_open(actor, record, step)
        ]

    def verbs(self, state: str) -> list[str]:
        """The verbs that the state allows, in the order of the table."""
        return [step.verb for step in self.steps if step.start == state]

    def all_verbs(self) -> list[str]:
        """Every verb of the table, once, in its order."""
        return list(dict.fromkeys(step.verb for step in self.steps))

    def states(self) -> set[str]:
        """Every state that the table names."""
        return {name for step in self.steps for name in (step.start, step.to)}

    def word(self, verb: str) -> str:
        """A verb in the reader's language."""
        return str(self.words.get(verb, verb))

    def state_word(self, state: str) -> str:
        """A state in the reader's language."""
        if not self.model:
            return state
        choices = apps.get_model(self.model)._meta.get_field("state").flatchoices
        return str(dict(choices).get(state, state))
