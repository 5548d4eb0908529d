"""Letters keep values and become words in one language."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils import translation

from notifications import letters
from tests.notifications.conftest import KETTLE, letter

WRITE = {"link": "/o/acme/kettles/1/", "name": "Ada", "language": "en", "zone": "Europe/Warsaw"}


def test_values_come_back_as_they_were() -> None:
    values = {
        "text": "K",
        "number": 3,
        "share": 0.5,
        "flag": True,
        "none": None,
        "money": Decimal("10.20"),
        "due": date(2026, 11, 20),
        "at": datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        "rows": [{"due": date(2026, 1, 2)}],
    }
    stored = letters.freeze(values)
    assert letters.thaw(stored) == values
    assert stored["due"] == {"$day": "2026-11-20"}


def test_an_id_is_stored_as_text() -> None:
    assert letters.freeze(UUID(int=1)) == str(UUID(int=1))


def test_what_cannot_be_stored_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot carry object"):
        letters.freeze(object())


def test_lazy_text_is_kept_in_every_language() -> None:
    stored = letter([]).stored_context()["why"]
    assert stored == {"$text": {"en": "You own this kettle.", "zh-hans": "这是你的水壶。"}}
    with translation.override("zh-hans"):
        assert letters.thaw(stored) == "这是你的水壶。"


def test_a_language_that_was_added_later_reads_the_default() -> None:
    with translation.override("zh-hans"):
        assert letters.thaw({"$text": {"en": "English"}}) == "English"


@pytest.mark.parametrize("link", ["https://evil.test/", "//evil.test/", "/\\evil.test/", "kettles/1/", ""])
def test_a_link_leads_into_this_house(link: str) -> None:
    with pytest.raises(ValueError, match="path of this house"):
        letter([], link=link)


@pytest.mark.threat("T-090")
def test_subject_is_one_line_whatever_the_name_holds() -> None:
    context = {"kettle": "Tea\r\nBcc: evil@evil.test\n\nbody"}
    assert letters.headline("tea/mail/kettle_boiled", context) == "Boiled: Tea Bcc: evil@evil.test body"


@pytest.mark.threat("T-082")
def test_names_are_escaped_in_html_and_plain_in_text() -> None:
    context = letter([], kettle="<script>alert(1)</script> & Söhne").stored_context()
    words = letters.write("tea/mail/kettle_boiled", context, **WRITE)
    assert "<script>alert(1)</script> & Söhne" in words.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Söhne" in words.html
    assert "<script" not in words.html


@pytest.mark.threat("T-089")
def test_template_code_in_a_name_is_printed() -> None:
    context = letter([], kettle="{{ link }}{% load i18n %}").stored_context()
    words = letters.write("tea/mail/kettle_boiled", context, **WRITE)
    assert "{{ link }}{% load i18n %}" in words.text


def test_a_letter_says_why_it_came_and_where_to_go(settings: object) -> None:
    settings.SITE_ADDRESS = "https://milepost.test"  # type: ignore[attr-defined]
    words = letters.write("tea/mail/kettle_boiled", letter([]).stored_context(), **WRITE)
    assert words.text.endswith(
        "Open in Milepost: https://milepost.test/o/acme/kettles/1/\n\n--\nYou own this kettle.\n"
    )
    assert '<a href="https://milepost.test/o/acme/kettles/1/">' in words.html
    assert "You own this kettle." in words.html


def test_days_read_in_the_language() -> None:
    context = letter([], due=date(2026, 11, 20)).stored_context()
    words = letters.write("tea/mail/kettle_boiled", context, **{**WRITE, "language": "zh-hans"})
    assert "2026年11月20日" in words.text
    assert '<html lang="zh-hans">' in words.html
    assert words.subject == "水开了:Kettle"
    assert KETTLE.version == 7
