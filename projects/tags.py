"""Languages as people list them. Pure."""

import re

from django.utils.translation import gettext_lazy as _

from toolkit.errors import BadInput

TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
BETWEEN = re.compile(r"[\s,;、，]+")


class LanguageUnknown(BadInput):
    """A language is written as its code."""

    code = "language_unknown"
    message = _("Write languages as codes with commas between, such as en, zh, pl. “%(tag)s” is none.")
    field = "languages"


def tags(text: str) -> str:
    """Language codes (BCP 47: language, perhaps script or region), each once, as "en, zh, pl".

    Raises `LanguageUnknown` for anything else.
    """
    found = [part for part in BETWEEN.split(text.strip()) if part]
    for part in found:
        if not TAG.fullmatch(part.lower() if len(part) <= 3 else part):
            raise LanguageUnknown(tag=part)
    return ", ".join(dict.fromkeys(part.lower() if len(part) <= 3 else part for part in found))
