"""Columns of confirmed statuses."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from projects.models import Status
from projects.tables.projects import SHARED
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Badge, Custom, Instant, Person, Table, Text
from toolkit.templatetags.icons import rag_chip

WORDS = dict(Status.choices)


def confirmed(row: Row, reader: Reader) -> str:
    """What a person said; beside it what the rule said then, where that was something else."""
    chip = rag_chip(row["overall"], str(WORDS[row["overall"]]))
    if row["proposed"] in (row["overall"], "grey"):
        return str(chip)
    return format_html(
        '<span class="mp-ragbox">{} <span class="mp-rag bare"><span class="rule">{} {}</span></span></span>',
        chip,
        _("rule"),
        rag_chip(row["proposed"], "", "bare"),
    )


def in_words(row: Row, reader: Reader) -> str:
    """The same for a file."""
    said = str(WORDS[row["overall"]])
    return said if row["proposed"] == row["overall"] else f"{said} ({_('rule')}: {WORDS[row['proposed']]})"


class ReportTable(Table):
    """What was confirmed of a project."""

    caption = _("Confirmed statuses")
    created_at = Instant(_("When"))
    overall = Custom(
        _("Status"), render=confirmed, exports=in_words, needs=("overall", "proposed"), sort="overall"
    )
    summary = Text(_("Path to green"))
    confirmed_by = Person(_("Confirmed by"), source="confirmed_by__name", priority=2)
    visibility = Badge(_("Visibility"), mapping=SHARED, priority=3, sort=False, silent=True)
