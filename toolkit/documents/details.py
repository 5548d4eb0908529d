"""One record as a paper: its facts, and the lists that its page adds."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import get_language

from toolkit.documents.lists import shown
from toolkit.documents.paper import Facts, Paper, Part


def paper_of_record(
    rows: Iterable[Sequence[Any]], *, title: str, printed: str, parts: Sequence[Part] = ()
) -> Paper:
    """Labels and values (a head and one row, as for a spreadsheet), without those that say nothing."""
    labels, values = rows
    told = [(label, text) for label, value in zip(labels, values, strict=True) if (text := shown(value))]
    return Paper(title, [Facts(told), *parts], printed=printed, language=get_language() or "en")
