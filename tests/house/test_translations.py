"""Every text has Chinese; and the finder of texts finds what it must."""

import ast
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Catalog
from django.core.management import CommandError, call_command

from config import translations
from config.translations import Text, fault_of, faults, in_python, in_template, placeholders
from tests.house.sources import modules, none

TIMES = ("Instant", "Day", "DayField", "Between")
# Chinese has the same word for the state or the step, and for its day.
ALIKE = {"Day", "Due", "Finish", "Start", "When"}
TEMPLATE = """{% load i18n %}
<c-button label="{% trans 'Save' %}" /> {% translate "Close %" %}
{{ _("Later") }} {{ x|default:_("None yet") }}
{% trans "May" context "month" %}
{% blocktrans trimmed with n=count %}
  Hello <b>{{ name }}</b>,
  {{ n }} left
{% endblocktrans %}
{% blocktrans count n=rows %}{{ n }} row{% plural %}{{ n }} rows{% endblocktrans %}
{# {% trans "not this" %} #}
"""
PYTHON = """
from django.utils.translation import gettext as now, gettext_lazy as _, ngettext, pgettext
LABEL = _("Save")
LONG = _("one " "two")
ROWS = ngettext("%(n)d row", "%(n)d rows", n)
MONTH = pgettext("month", "May")
OTHER = translation.gettext("By module")
AGAIN = now("By another name")
NOT = _(variable), print("no text")
"""


def test_templates_are_read():
    assert sorted(in_template(TEMPLATE)) == sorted(
        [
            Text("Save"),
            Text("Close %%"),
            Text("Later"),
            Text("None yet"),
            Text("May", context="month"),
            Text("Hello <b>%(name)s</b>, %(n)s left"),
            Text("%(n)s row", "%(n)s rows"),
        ]
    )


def test_python_is_read():
    assert sorted(in_python(PYTHON)) == sorted(
        [
            Text("Save"),
            Text("one two"),
            Text("%(n)d row", "%(n)d rows"),
            Text("May", context="month"),
            Text("By module"),
            Text("By another name"),
        ]
    )


def test_placeholders_are_read():
    assert placeholders(["%(a)s %(b)d {c} 100%% %s"]) == {"a", "b", "c", "s"}


def catalog(string, **flags) -> Catalog:
    made = Catalog(locale="zh_Hans")
    made.add("%(n)s of %(m)s", string, **flags)
    return made


@pytest.mark.parametrize(
    ("string", "flags", "fault"),
    [
        ("%(m)s之%(n)s", {}, ""),
        ("", {}, "no Chinese"),
        ("%(m)s之%(n)s", {"flags": {"fuzzy"}}, "fuzzy"),
        ("%(m)s之%(x)s", {}, "placeholders differ"),
        ("%(m)s", {}, "placeholders differ"),
    ],
)
def test_a_translation_is_judged(string, flags, fault):
    text = Text("%(n)s of %(m)s")
    assert fault_of(text, catalog(string, **flags).get(text.singular)) == fault


def test_a_missing_one_is_found(monkeypatch):
    monkeypatch.setattr(
        translations, "texts", lambda: [Text("Planted text of no catalogue", places=("x.py",))]
    )
    assert faults() == ["no Chinese: 'Planted text of no catalogue' (x.py)"]
    with pytest.raises(CommandError, match="1 texts need a translation"):
        call_command("check_translations")


def test_every_text_of_the_house_has_chinese():
    none(faults())


def test_catalogues_are_compiled_and_read(tmp_path, settings):
    folder = tmp_path / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
        'msgid "Planted"\nmsgstr "种下"\n\n'
        'msgid "%(n)d seed"\nmsgid_plural "%(n)d seeds"\nmsgstr[0] "%(n)d粒种子"\n'
    )
    settings.LOCALE_PATHS = [tmp_path]
    assert translations.compile_all() == [folder / "django.mo"]
    with open(folder / "django.mo", "rb") as compiled:
        chinese = GNUTranslations(compiled)
    assert chinese.gettext("Planted") == "种下"
    assert chinese.ngettext("%(n)d seed", "%(n)d seeds", 3) == "%(n)d粒种子"


def test_nothing_in_the_catalogue_is_left_over():
    """A text that no source asks for any more."""
    asked = {text.key for text in translations.texts()}
    left = [
        message.id
        for po in translations.catalogues()
        for message in translations.read(po)
        if message.id
        and (message.context or "", message.id if isinstance(message.id, str) else message.id[0]) not in asked
    ]
    none(left)


def marked(node) -> set[str]:
    """The texts without context that a call, a tuple or a value marks."""
    found = [node, *getattr(node, "elts", [])]
    if isinstance(node, ast.Call):
        found += [*node.args[:1], *(one.value for one in node.keywords if one.arg == "label")]
    return {
        one.args[0].value
        for one in found
        if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "_" and hasattr(one.args[0], "value")
    }


def test_no_text_names_both_a_state_and_a_time():
    """Chinese says 已完成 of a row and 完成时间 above a column: the column's text has a context."""
    nodes = [node for module in modules() for node in ast.walk(module.tree)]
    states = [one.value for one in nodes if isinstance(one, ast.Assign) and isinstance(one.value, ast.Tuple)]
    states += [value for one in nodes if isinstance(one, ast.Dict) for value in one.values]
    times = [one for one in nodes if isinstance(one, ast.Call) and getattr(one.func, "id", "") in TIMES]
    assert len(states) > 500
    assert len(times) > 100
    said, timed = (set().union(*map(marked, some)) for some in (states, times))
    none(sorted((said & timed) - ALIKE))
