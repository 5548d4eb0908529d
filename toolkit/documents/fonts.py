"""The fonts of papers, built at set-up from the web fonts in `node_modules`: two families, two weights.

    python -m toolkit.documents.fonts NODE_MODULES TARGET

The web fonts come in slices and, for Latin, as one variable font; the typesetter wants whole static ones.
`coverage` is what the fonts can show: it is asked before a paper is set, because the typesetter itself
would leave a box where a glyph is missing.
"""

import io
import re
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WEIGHTS = {400: "Regular", 700: "Bold"}
LATIN, CHINESE = "Milepost Latin", "Milepost Chinese"
# Slices of Inter that people's names and our papers need.
SCRIPTS = ("latin", "latin-ext", "vietnamese", "greek", "cyrillic", "cyrillic-ext")
# Features of one slice cannot be told from those of the next; plain setting needs none of them.
DROPPED = ("GSUB", "GPOS", "GDEF", "vhea", "vmtx", "BASE", "STAT", "VORG", "HVAR", "MVAR", "avar")
COVERAGE = "coverage.txt"


def build(node_modules: Path, target: Path) -> None:
    """Make the four fonts and the list of what they can show."""
    target.mkdir(parents=True, exist_ok=True)
    wanted = [(family, weight) for family in (LATIN, CHINESE) for weight in WEIGHTS]
    with ProcessPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(_build_one, node_modules, target, *one) for one in wanted]
        shown = [job.result() for job in jobs]
    union = {LATIN: shown[0] & shown[1], CHINESE: shown[2] & shown[3]}
    text = "".join(sorted(chr(code) for code in union[LATIN] | union[CHINESE]))
    (target / COVERAGE).write_text(text, encoding="utf-8")


@cache
def coverage(folder: Path) -> frozenset[str]:
    """Every character that the fonts of a folder can show in both weights."""
    return frozenset((folder / COVERAGE).read_text(encoding="utf-8"))


def _build_one(node_modules: Path, target: Path, family: str, weight: int) -> set[int]:
    slices = _latin(node_modules, weight) if family == LATIN else _chinese(node_modules, weight)
    font = Merger(options=MergeOptions(drop_tables=["DSIG"])).merge([_plain(one) for one in slices])
    _name(font, family, weight)
    font.save(target / f"{family.replace(' ', '')}-{WEIGHTS[weight]}.ttf")
    return set(font.getBestCmap())


def _latin(node_modules: Path, weight: int) -> Iterable[TTFont]:
    folder = node_modules / "@fontsource-variable" / "inter" / "files"
    for script in SCRIPTS:
        font = TTFont(folder / f"inter-{script}-wght-normal.woff2")
        yield instantiateVariableFont(font, {axis.axisTag: weight for axis in font["fvar"].axes[:1]})


def _chinese(node_modules: Path, weight: int) -> Iterable[TTFont]:
    folder = node_modules / "@fontsource" / "noto-sans-sc" / "files"
    numbered = re.compile(rf"noto-sans-sc-(\d+)-{weight}-normal\.woff2")
    found = {int(match[1]): path for path in folder.iterdir() if (match := numbered.fullmatch(path.name))}
    return (TTFont(found[number]) for number in sorted(found))


def _plain(font: TTFont) -> io.BytesIO:
    """A slice as an uncompressed font without features, ready to be merged."""
    font.flavor = None
    for tag in DROPPED:
        if tag in font:
            del font[tag]
    buffer = io.BytesIO()
    font.save(buffer)
    buffer.seek(0)
    return buffer


def _name(font: TTFont, family: str, weight: int) -> None:
    """Call the merged font by our own name, as the licence of the originals asks."""
    style = WEIGHTS[weight]
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 13, 14)]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold = weight == 700
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = int(bold)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
