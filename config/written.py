"""Pages of `docs/` that are generated from the registries, so that they cannot say anything else."""

import importlib
from collections.abc import Callable, Iterator
from importlib.util import find_spec

from django.conf import settings

from config.written_api import api
from notifications.catalogue import NOTICES, WAY_WORDS, Notice
from tenancy.listeners import event_name
from tenancy.models import Role
from tenancy.rules import PLATFORM, REGISTRY
from tenancy.transitions import Step, Transitions

HEAD = """# States

What may happen to a record in which state, and by whom. Everything that is not listed is refused: by the
service, and with 409, 403 or 404 by the API. Own: for a role marked ◦ only on records that the person owns.

Written by `manage.py write_docs` from the rooms' `states.py`.
"""


def state_tables() -> Iterator[tuple[str, Transitions]]:
    """Every filled transition table, room by room."""
    for room in settings.MILEPOST_ROOMS:
        if find_spec(f"{room}.states"):
            module = importlib.import_module(f"{room}.states")
            yield from (
                (room, table)
                for table in vars(module).values()
                if isinstance(table, Transitions) and table.steps
            )


def states() -> str:
    """`docs/states.md`."""
    return "\n".join([HEAD, *(_table(room, table) for room, table in state_tables())])


def _table(room: str, table: Transitions) -> str:
    own = REGISTRY[table.policy].own
    lines = [
        f"## {table.name.capitalize()}",
        "",
        f"Room `{room}`, policy `{table.policy}`.",
        "",
        "| from | verb | to | roles | reason |",
        "|---|---|---|---|---|",
        *(_row(table, step, own) for step in table.steps),
        "",
    ]
    return "\n".join(lines)


def _row(table: Transitions, step: Step, own: frozenset[str]) -> str:
    order = [*Role.values, PLATFORM]
    roles = ", ".join(f"{role}{'◦' if role in own else ''}" for role in order if role in step.roles)
    cells = (
        f"{table.state_word(step.start)} (`{step.start}`)",
        f"{table.word(step.verb)} (`{step.verb}`)",
        f"{table.state_word(step.to)} (`{step.to}`)",
        roles,
        "needed" if step.needs_reason else "",
    )
    return f"| {' | '.join(cells)} |"


NOTICES_HEAD = """# Letters

Which fact becomes which letter, who gets it, how it comes unless somebody chose otherwise, how to stop it.
Urgent letters may come in quiet hours if the person allows it; what cannot be turned off always does.

Written by `manage.py write_docs` from the rooms' `notices.py`.

| fact | rule | what it tells | told to | comes by | urgency | climbs a ladder | how to stop it |
|---|---|---|---|---|---|---|---|
"""


def notices() -> str:
    """`docs/notices.md`."""
    return NOTICES_HEAD + "".join(
        _notice(NOTICES[rule]) for rule in sorted(NOTICES) if is_ours(NOTICES[rule])
    )


def is_ours(known: Notice) -> bool:
    """Whether a rule belongs to the house (tests register rules of their own)."""
    return known.room in settings.MILEPOST_ROOMS


def _notice(known: Notice) -> str:
    cells = (
        f"`{event_name(known.event)}`" if known.event else "",
        f"`{known.rule}`",
        str(known.subject),
        str(known.audience),
        str(WAY_WORDS[known.default.way]) if known.is_chosen else "Mail",
        known.urgency.value,
        "yes" if known.climbs else "",
        _stop(known),
    )
    return f"| {' | '.join(cells)} |\n"


def _stop(known: Notice) -> str:
    if known.addressee:
        return "ends by itself"
    if known.default.locked:
        return "cannot be turned off: it keeps accounts and data safe"
    own = "link in the mail; `/o/<org>/notices/`"
    return f"{own}; for a project `/o/<org>/projects/<KEY>/notices/`" if known.of_project else own


DOCS: dict[str, Callable[[], str]] = {"states.md": states, "notices.md": notices, "api.md": api}
