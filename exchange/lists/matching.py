"""Which column of a file is which of ours, by what its head says. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.utils import translation

from records.importing import Column

LANGUAGES = ("en", "zh-hans")
NOISE = re.compile(r"[\s_\-./:：*()（）\[\]\"'“”]+")


def folded(head: str) -> str:
    """A head as it is compared: letters and figures only, small, in one width."""
    return NOISE.sub("", unicodedata.normalize("NFKC", head).casefold())


def names_of(column: Column) -> set[str]:
    """Everything a column may be called: its name, its label in each language, and what else was declared."""
    labels = []
    for language in LANGUAGES:
        with translation.override(language):
            labels.append(str(column.label))
    return {folded(name) for name in (column.name, *labels, *column.also)} - {""}


def guessed(columns: Iterable[Column], heads: Sequence[str]) -> dict[str, int]:
    """For each column of ours that a head names, the position of that head; the first wins."""
    places: dict[str, int] = {}
    for index, head in enumerate(heads):
        places.setdefault(folded(head), index)
    found: dict[str, int] = {}
    for column in columns:
        places_of_it = sorted(places[name] for name in names_of(column) if name in places)
        free = [place for place in places_of_it if place not in found.values()]
        if free:
            found[column.name] = free[0]
    return found


def heads_digest(heads: Sequence[str]) -> str:
    """The same heads in the same order."""
    return sha256("\x1f".join(folded(head) for head in heads).encode()).hexdigest()
