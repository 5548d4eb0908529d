"""The state of the trail as a sentence, and what is wrong as words."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tenancy.chain import Fault
from tenancy.selectors.audit import ChainState
from toolkit import formats
from toolkit.reading import Reader

FAULTS: dict[str, str | Promise] = {
    Fault.CHANGED: _("Line %(number)s is not what was sealed."),
    Fault.MISSING: _("Line %(number)s was deleted."),
    Fault.GAP: _("Lines before %(number)s are missing."),
    Fault.HEAD: _("The chain does not end at line %(number)s, where it should."),
    Fault.ANCHOR: _(
        "Line %(number)s is not the one noted outside the database: the chain was cut or rewritten."
    ),
    Fault.LOOSE: _("There are lines that were never handed to the chain: somebody inserted them."),
    Fault.LATE: _("Lines wait for their seal longer than two minutes: look whether the worker runs."),
}


def verdict(state: ChainState) -> str:
    """The tone of the state: "r" broken, "a" waiting or unchecked, "g" whole."""
    if state.broken:
        return "r"
    return "a" if state.late or state.checked_at is None else "g"


def sentence_of(state: ChainState, reader: Reader) -> str:
    """How the trail stands, in words."""
    parts = [_lines(state), _sealed(state, reader), _waiting(state), _checked(state, reader)]
    return formats.sentences(*parts, *map(_fault, state.broken), _anchored(state, reader))


def _lines(state: ChainState) -> str:
    text = ngettext("%(n)s line.", "%(n)s lines.", state.lines)
    return text % {"n": formats.number(state.lines)}


def _sealed(state: ChainState, reader: Reader) -> str:
    if state.sealed_at is None:
        return gettext("None is sealed yet.")
    words = {"number": formats.number(state.sealed), "at": reader.instant(state.sealed_at)}
    return gettext("Sealed to number %(number)s, last at %(at)s.") % words


def _waiting(state: ChainState) -> str:
    if not state.late:
        return ""
    text = ngettext(
        "%(n)s line waits for its seal longer than two minutes.",
        "%(n)s lines wait for their seal longer than two minutes.",
        state.late,
    )
    return text % {"n": formats.number(state.late)}


def _checked(state: ChainState, reader: Reader) -> str:
    if state.checked_at is None:
        return gettext("Not checked yet.")
    at = reader.instant(state.checked_at)
    if state.broken:
        return gettext("Checked at %(at)s: the trail is broken.") % {"at": at}
    return gettext("Checked at %(at)s: whole.") % {"at": at}


def _fault(found: dict[str, Any]) -> str:
    text = str(FAULTS.get(found["fault"], found["fault"]))
    return text % {"number": formats.number(found["number"])}


def _anchored(state: ChainState, reader: Reader) -> str:
    if state.anchored_on is None:
        return gettext("No end was noted outside the database yet.")
    day = reader.day(state.anchored_on)
    return gettext("Its end of %(day)s is noted outside the database.") % {"day": day}
