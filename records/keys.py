"""Human keys: what people call a record when they talk about it. Pure.

Across projects the project's key goes in front (`BFM-T98`); inside one project it is left out (`T98`).
"""

import re
from typing import NamedTuple

FORM = re.compile(r"(?:(?P<project>[A-Z][A-Z0-9]{1,9})-)?(?P<kind>[A-Z]{1,3})(?P<number>[1-9][0-9]{0,8})")


class Key(NamedTuple):
    """A human key in its parts; `project` is empty inside one project."""

    kind: str
    number: int
    project: str = ""

    def __str__(self) -> str:
        own = f"{self.kind}{self.number}"
        return f"{self.project}-{own}" if self.project else own


def parse_key(text: str) -> Key | None:
    """`BFM-T98`, ` t98 ` as a key; None for anything else."""
    match = FORM.fullmatch(text.strip().upper())
    return Key(match["kind"], int(match["number"]), match["project"] or "") if match else None
