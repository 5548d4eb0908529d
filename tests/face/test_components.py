"""The components in templates/ui/: what they let through, and what every page may rely on."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override
from django_cotton.compiler_regex import CottonCompiler

from toolkit.gallery.views import PAGES, gallery
from toolkit.templatetags.icons import icon, rag_chip
from toolkit.templatetags.ui import initials

UI = Path(settings.ROOT) / "templates" / "ui"
PARTS = {file.stem for file in UI.glob("*_*.html") if "<c-vars" not in file.read_text()}
COMPONENTS = sorted(file.stem for file in UI.glob("*.html") if file.stem not in PARTS)
EVIL = '"><img src=x onerror=alert(1)>'
WORDS = ("label", "title", "name", "sub", "value", "href", "key", "what", "subject", "summary", "caption")


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string(CottonCompiler().process(source)).render(context)


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_escapes_what_it_is_given(component: str) -> None:
    words = " ".join(f':{word}="evil"' for word in WORDS)
    rest = ':data-evil="evil" data-quoted="{{ evil }}"'
    page = rendered(f"<c-{component} {words} {rest}>{{{{ evil }}}}</c-{component}>", evil=EVIL)
    assert "<c-" not in page
    assert "<img" not in page


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_says_what_it_is_for(component: str) -> None:
    source = (UI / f"{component}.html").read_text()
    assert source.startswith("{# "), component
    assert "<c-vars" in source, component


def test_components_never_print_their_attributes_unescaped() -> None:
    bare = [file.name for file in UI.glob("*.html") if re.search(r"{{\s*attrs\s*}}", file.read_text())]
    assert not bare, f"print them as attrs|passed: {bare}"


def test_passed_attributes_keep_their_meaning() -> None:
    page = rendered("""<c-button hx-vals='{"a": "b & c"}' hx-get="/x/?a=1&b=2" hidden label="Go" />""")
    assert 'hx-vals="{&quot;a&quot;: &quot;b &amp; c&quot;}"' in page
    assert 'hx-get="/x/?a=1&amp;b=2"' in page
    assert " hidden>" in page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("page", PAGES)
def test_gallery_page_is_whole(page: str, language: str) -> None:
    with override(language):
        html = gallery(RequestFactory().get(f"/ui/{page}/"), page=page).content.decode()
    assert f'<html lang="{"zh-CN" if language == "zh-hans" else "en"}"' in html
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", html)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", html)
    assert "<c-" not in html


def test_icon_with_a_label_has_a_name() -> None:
    assert 'aria-hidden="true"' in icon("flag")
    assert "<img" not in icon("flag", EVIL)
    assert 'role="img"' in icon("flag", "Gate")


def test_status_is_a_shape_and_a_word() -> None:
    assert "#rag-n" in rag_chip("unheard-of")
    assert "visually-hidden" in rag_chip("red", "Schedule", "bare")


@pytest.mark.parametrize(
    ("name", "letters"), [("Katarzyna Nowak", "KN"), ("欧阳雪晴", "欧"), ("Aristotle", "A"), ("", "–")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_every_component_stands_in_the_gallery() -> None:
    gallery_files = (Path(settings.ROOT) / "templates" / "ui_gallery").rglob("*.html")
    shown = " ".join(file.read_text() for file in gallery_files)
    inside = {"event": "timeline", "waterfall": "explain", "stage_line": "project_header"}
    missing = [
        name
        for name in COMPONENTS
        if f"<c-{name}" not in shown and f"<c-{inside.get(name, name)}" not in shown
    ]
    assert not missing


def test_a_refused_button_says_why_beside_it() -> None:
    page = rendered('<c-button label="Lock" disabled reason="Three readings are missing." />')
    assert 'aria-disabled="true"' in page
    assert "Three readings are missing." in re.sub(r"<button.*?</button>", "", page, flags=re.S)


def test_an_override_shows_both_colours_and_the_reason() -> None:
    page = rendered('<c-rag status="green" rule="amber" reason="The sponsor accepted it." />')
    assert "#rag-g" in page
    assert "#rag-a" in page
    assert "The sponsor accepted it." in page
