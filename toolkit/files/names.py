"""What a file may be called. A name from outside is a text to show, never a path."""

import re
import unicodedata

LONGEST = 150
LONGEST_ENDING = 12
# Names that Windows keeps for devices, whatever follows the dot.
DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
UNSAFE = re.compile(r'[<>:"|?*]')
NAMELESS = "file"
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def clean_name(given: str) -> str:
    """The last part of a name as every system can store it: no folders, no controls, no turned writing.

    `../../x` becomes `x`, `CON.txt` becomes `_CON.txt`; a long name keeps its ending.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    visible = "".join(letter for letter in last if unicodedata.category(letter) not in HIDDEN)
    name = " ".join(UNSAFE.sub("_", visible).split()).strip(". ")
    if DEVICES.match(name):
        name = f"_{name}"
    return _shortened(name) or NAMELESS


def ending(name: str) -> str:
    """What follows the last dot, in small letters; "" without one."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem and len(last) <= LONGEST_ENDING else ""


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    last = ending(name)
    return f"{name[: LONGEST - len(last) - 1].rstrip('. ')}.{last}" if last else name[:LONGEST]
