"""Icons and status shapes from the sprite that the front-end build writes."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = template.Library()

SPRITE = "build/icons.svg"
LETTERS = {"green": "g", "amber": "a", "red": "r", "grey": "n", "none": "n", "open": "o", "begun": "p"}
WORDS = {
    "g": _("On track"),
    "a": _("At risk"),
    "r": _("Off track"),
    "n": _("No data"),
    "o": _("Not started"),
    "p": _("In progress"),
}


def letter(status: str) -> str:
    """The one-letter class of a status: green, amber, red, grey (or none), open, begun; letters pass."""
    return LETTERS.get(status, status if status in WORDS else "n")


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """A Tabler outline icon; with a label it is a picture with a name, without one it is decoration."""
    if not label:
        return _plain(name, size)
    classes, target = _classes(size), f"{static(SPRITE)}#ti-{name}"
    picture = '<svg class="{}" role="img" aria-label="{}"><title>{}</title><use href="{}"/></svg>'
    return format_html(picture, classes, label, label, target)


@lru_cache(maxsize=1024)
def _plain(name: str, size: str) -> SafeString:
    target = f"{static(SPRITE)}#ti-{name}"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', _classes(size), target)


def _classes(size: str) -> str:
    return f"ti {size}" if size else "ti"


@register.simple_tag
def shape(name: str, classes: str = "") -> SafeString:
    """One of our own shapes: rag-g, rag-a, rag-r, rag-n, rag-o, rag-p, diamond-full, diamond-open."""
    markup = '<svg class="shape {}" viewBox="0 0 12 12" aria-hidden="true"><use href="{}#{}"/></svg>'
    return format_html(markup, classes, static(SPRITE), name)


@register.simple_tag
def brand() -> SafeString:
    """The mark of Milepost."""
    markup = '<svg class="brand" viewBox="0 0 22 22" aria-hidden="true"><use href="{}#brand"/></svg>'
    return format_html(markup, static(SPRITE))


@register.simple_tag
def rag_chip(status: str, label: str = "", kind: str = "") -> SafeString:
    """A status chip, shape and word. Kind: plain (no fill), bare (shape only, word read aloud), stale."""
    code = letter(status)
    word = label or WORDS[code]
    mark = shape(f"rag-{code}", f"mk-{code}")
    if kind == "bare":
        hidden = '<span class="mp-rag bare {}" title="{}">{}<span class="visually-hidden">{}</span></span>'
        return format_html(hidden, code, word, mark, word)
    return format_html('<span class="mp-rag {} {}">{}{}</span>', code, kind, mark, word)


@register.simple_tag
def milestone_mark(status: str = "grey", done: bool = False) -> SafeString:
    """A milestone's or gate's diamond: full when met, open before; coloured only when the date says so."""
    return shape("diamond-full" if done else "diamond-open", f"mk-{letter(status)}")
