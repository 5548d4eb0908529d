"""The policies of a register: six lines of the table of rights, in the words of its records."""

from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tenancy.rules import Grant, allow, grant

NOBODY = allow()


def register_policies(
    noun: str,
    plural: str,
    words: str | Promise,
    *,
    view: frozenset[str],
    write: frozenset[str],
    edit: frozenset[str] | None = None,
    step: frozenset[str] | None = None,
    own: frozenset[str] = NOBODY,
    share: frozenset[str] = NOBODY,
    stateless: bool = False,
) -> dict[str, Grant | frozenset[str]]:
    """Who may see, add, edit, move on, share and withdraw the records of a register.

    `words`: several of them, in a sentence ("objectives"). `edit`: who may change what is there, where
    that is not whoever adds. `step`: who may take any of their steps (the
    transition table says which; default: whoever writes). `own`: further roles, for their own records only.
    `stateless`: they take no steps.
    """

    def said(text: Any) -> Any:
        return format_lazy(text, records=words)

    moved = grant(said(_("Change the state of {records}")), step or edit or write, own=own)
    return {
        **({} if stateless else {f"change_{noun}_state": moved}),
        f"view_{plural}": grant(said(_("See {records}")), view),
        f"add_{noun}": grant(said(_("Add {records}")), write),
        f"edit_{noun}": grant(said(_("Edit {records}")), edit or write, own=own),
        f"withdraw_{noun}": grant(said(_("Withdraw and restore {records}")), write),
        **({f"share_{noun}": grant(said(_("Share {records} with the client")), share)} if share else {}),
    }
