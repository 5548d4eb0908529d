"""Texts and their translations: what the sources ask for, what the catalogues have, and compiling them.

Works without the gettext programs: sources are read by Python's own parser, templates by Django's.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

# Name of the call -> how many of its arguments are context, singular and plural.
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (0, 1, 0)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (0, 1, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (1, 1, 0)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (1, 1, 1)),
}
TEXT = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(\s*({TEXT}(?:\s*,\s*{TEXT})*)")
PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]?\d*(?:\.\d+)?[sdifr]|\{(\w+)\}|%(s|d)")
LANGUAGE = "zh_Hans"


@dataclass(frozen=True, order=True)
class Text:
    """One text that the sources ask for."""

    singular: str
    plural: str = ""
    context: str = ""
    places: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.singular

    def __str__(self) -> str:
        return f"{self.context + ' | ' if self.context else ''}{self.singular!r} ({', '.join(self.places)})"


def folders() -> list[Path]:
    """Where our texts are: the rooms, config and the templates."""
    root: Path = settings.ROOT
    return [root / name for name in ("toolkit", *settings.MILEPOST_ROOMS, "config", "templates")]


def texts() -> list[Text]:
    """Every text of the sources once, with the files it stands in."""
    found: dict[tuple[str, str], Text] = {}
    for file in _sources():
        place = str(file.relative_to(settings.ROOT))
        for text in in_python(file.read_text()) if file.suffix == ".py" else in_template(file.read_text()):
            known = found.get(text.key, text)
            places = tuple(sorted({*known.places, place}))
            found[text.key] = Text(text.singular, text.plural or known.plural, text.context, places)
    return sorted(found.values())


def _sources() -> Iterator[Path]:
    for folder in folders():
        for kind in ("*.py", "*.html", "*.txt"):
            yield from sorted(file for file in folder.rglob(kind) if "migrations" not in file.parts)


def in_python(source: str) -> Iterator[Text]:
    """Texts of a Python module."""
    tree = ast.parse(source)
    names = dict(_imported_as(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = str(getattr(node.func, "id", None) or getattr(node.func, "attr", ""))
            arguments = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            yield from _text(names.get(name, name), arguments)


def _imported_as(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The module's own names for what it imports: `from … import gettext as say` marks texts with `say`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((one.asname, one.name) for one in node.names if one.asname)


def in_template(source: str) -> Iterator[Text]:
    """Texts of a Django template."""
    for name, arguments in IN_TEMPLATE.findall(templatize(source)):
        values = ast.literal_eval(f"({arguments},)")
        yield from _text(name, values)


def _text(name: str, arguments: Sequence[object]) -> Iterator[Text]:
    contexts, singulars, plurals = CALLS.get(name, (0, 0, 0))
    wanted = arguments[: contexts + singulars + plurals]
    if wanted and all(isinstance(value, str) and value for value in wanted):
        given = [str(value) for value in wanted]
        yield Text(given[contexts], given[-1] if plurals else "", given[0] if contexts else "")


def catalogues() -> list[Path]:
    """The .po files of the house."""
    return sorted(
        file for folder in settings.LOCALE_PATHS for file in Path(folder).glob("*/LC_MESSAGES/*.po")
    )


def compile_all() -> list[Path]:
    """Write the .mo beside every .po; answers the files written."""
    written = []
    for po in catalogues():
        with open(po.with_suffix(".mo"), "wb") as out:
            write_mo(out, read(po))
        written.append(po.with_suffix(".mo"))
    return written


def read(po: Path) -> Catalog:
    """One catalogue."""
    with open(po, "rb") as lines:
        return read_po(lines, locale=po.parents[1].name)


def faults() -> list[str]:
    """One line for every text without a sound Chinese translation."""
    po = Path(settings.LOCALE_PATHS[0]) / LANGUAGE / "LC_MESSAGES" / "django.po"
    known = read(po) if po.exists() else Catalog(locale=LANGUAGE)
    return [f"{fault}: {text}" for text in texts() if (fault := fault_of(text, _found(known, text)))]


def _found(known: Catalog, text: Text) -> Message | None:
    found: Message | None = known.get(text.singular, text.context or None)
    return found


def fault_of(text: Text, found: Message | None) -> str:
    """What is wrong with the translation of a text; empty when nothing is."""
    if found is None:
        return "no Chinese"
    strings = [found.string] if isinstance(found.string, str) else list(found.string or [""])
    if not all(strings):
        return "no Chinese"
    if found.fuzzy:
        return "fuzzy"
    if text.plural and isinstance(found.string, str):
        return "no plural"
    wanted = placeholders([text.plural or text.singular])
    return "" if all(placeholders([string]) == wanted for string in strings) else "placeholders differ"


def placeholders(strings: Iterable[str]) -> set[str]:
    """Names of %(name)s and {name}, and the kinds of bare %s and %d."""
    return {next(filter(None, groups)) for string in strings for groups in PLACEHOLDER.findall(string)}
