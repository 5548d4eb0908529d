"""A charter or a plan as a document: its parts in order, and as plain text that somebody signs."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from planning.models import Charter, ManagementPlan
from planning.models.charter import CHARTER_TEXTS, lines_of
from toolkit import formats

# What is a list of single things, and what is running text.
LISTS = frozenset({"deliverables", "success_criteria", "success_factors", "limits", "assumptions", "risks"})
AFTER_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Part:
    """One part of a document: a head with a text, or with its lines."""

    head: str
    text: str = ""
    lines: list[str] = field(default_factory=list)


def parts(subject: Charter | ManagementPlan) -> list[Part]:
    """What stands in the document, in the active language; empty parts are left out."""
    if isinstance(subject, ManagementPlan):
        return [Part(subject.get_area_display(), subject.text)] if subject.text else []
    found: list[Part] = []
    for name in CHARTER_TEXTS:
        text = getattr(subject, name)
        if text:
            head = str(field_of(name).verbose_name).capitalize()
            found.append(Part(head, lines=lines_of(text)) if name in LISTS else Part(head, text))
        if name == AFTER_SCOPE:
            found += [one for one in (timetable(subject), budget(subject)) if one.text]
    return found


def field_of(name: str) -> Any:
    """A field of the charter, whose words are the head of its part."""
    return Charter._meta.get_field(name)


def timetable(charter: Charter) -> Part:
    """From when to when."""
    days = [charter.starts_on, charter.finishes_on]
    shown = [
        formats.day(day, as_of=None, style="long", language=get_language() or "en") for day in days if day
    ]
    return Part(_("Timetable"), " – ".join(shown))


def budget(charter: Charter) -> Part:
    """From how much to how much."""
    amounts = [one for one in (charter.budget_from, charter.budget_to) if one is not None]
    shown = [formats.money(one, charter.currency, language=get_language() or "en") for one in amounts]
    return Part(_("Budget"), " – ".join(shown))


def title_of(subject: Any, *, language: str) -> str:
    """What the document is called in a language, with its version."""
    title = subject.title_zh if language.startswith("zh") and subject.title_zh else subject.title
    return f"{title} (v{subject.edition})"


def document(subject: Any, *, language: str) -> str:
    """The whole document as plain text: what the client reads, and says yes to."""
    with override(language):
        said = [title_of(subject, language=language), *(_written(part) for part in parts(subject))]
        if isinstance(subject, ManagementPlan) and not subject.text:
            said.append(_("The plan is attached to the record as a file."))
    return "\n\n".join(said)


def _written(part: Part) -> str:
    text = [part.text] if part.text else []
    return "\n".join([part.head, *text, *(f"- {line}" for line in part.lines)])
