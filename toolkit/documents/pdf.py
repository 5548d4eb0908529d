"""A paper as PDF, set by typst with fonts of our own.

The paper goes in as data, never as source: nothing in a text is read as markup, and the typesetter sees
one folder of ours and no network (T-093).
"""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import typst
from django.conf import settings

from toolkit.documents.fonts import CHINESE, LATIN, coverage
from toolkit.documents.paper import Facts, MissingGlyph, Paper, Part, Table

FOLDER = Path(__file__).resolve().parent / "typst"
# Line breaks and tabs are set as such; the others say nothing and would show as boxes.
UNSEEN = dict.fromkeys([*range(9), *range(14, 32), 11, 12, 0x7F, 0xFEFF, 0x200B, 0x200D, 0xFE0F])


class TypesettingFailed(RuntimeError):
    """The typesetter warned or refused: a fault of ours, not of the paper's words."""


def render(paper: Paper, *, at: dt.datetime | None = None) -> bytes:
    """PDF of a paper. Raises `MissingGlyph` naming the characters that the fonts cannot show.

    `at`: the instant that stands in the file's properties.
    """
    texts = "".join(paper.texts()).translate(UNSEEN)
    missing = sorted(set(texts) - coverage(settings.MILEPOST_FONTS) - set("\n\r\t"))
    if missing:
        raise MissingGlyph(letters=" ".join(missing[:10]))
    return _set(orjson.dumps(_described(paper)).decode(), at)


def _set(described: str, at: dt.datetime | None) -> bytes:
    compile_paper = partial(
        typst.compile_with_warnings,
        FOLDER / "paper.typ",
        root=FOLDER,
        font_paths=[settings.MILEPOST_FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": described, "latin": LATIN, "chinese": CHINESE},
    )
    made, warnings = compile_paper(timestamp=int(at.timestamp())) if at else compile_paper()
    if warnings or not isinstance(made, bytes):
        raise TypesettingFailed("; ".join(str(warning.message) for warning in warnings))
    return made


def _described(paper: Paper) -> dict[str, Any]:
    return {
        **{name: _clean(getattr(paper, name)) for name in ("title", "kicker", "subtitle", "printed")},
        "landscape": paper.landscape,
        "language": paper.language[:2],
        "parts": [_part(part) for part in paper.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    title = _clean(part.title)
    if isinstance(part, Facts):
        return {"kind": "facts", "title": title, "rows": [[_clean(a), _clean(b)] for a, b in part.rows]}
    if isinstance(part, Table):
        rows = [[_clean(cell) for cell in row] for row in part.rows]
        head = [_clean(label) for label in part.head]
        return {"kind": "table", "title": title, "head": head, "rows": rows, "right": sorted(part.right)}
    return {"kind": "text", "title": title, "paragraphs": [_clean(one) for one in part.paragraphs]}


def _clean(text: Any) -> str:
    return str(text).translate(UNSEEN)
