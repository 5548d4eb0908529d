"""Sample words of the gallery, in both languages where they stand."""

from django import template

from toolkit.formats import is_chinese

register = template.Library()


@register.simple_tag
def say(english: str, chinese: str) -> str:
    """`{% say "Save draft" "保存草稿" %}`: sample text in the language of the page."""
    return chinese if is_chinese() else english
