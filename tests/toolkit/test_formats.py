"""Values as people read them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from toolkit import formats

DAY = dt.date(2026, 11, 20)
INSTANT = dt.datetime(2026, 11, 20, 14, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("style", "as_of", "en", "zh"),
    [
        ("short", None, "20 Nov 2026", "2026年11月20日"),
        ("short", dt.date(2026, 1, 1), "20 Nov", "11月20日"),
        ("short", dt.date(2027, 1, 1), "20 Nov 2026", "2026年11月20日"),
        ("tight", dt.date(2027, 1, 1), "20 Nov 26", "2026年11月20日"),
        ("tight", dt.date(2026, 1, 1), "20 Nov", "11月20日"),
        ("long", dt.date(2026, 1, 1), "Fri 20 Nov 2026", "2026年11月20日 星期五"),
    ],
)
def test_day(style, as_of, en, zh):
    assert formats.day(DAY, as_of=as_of, style=style, language="en") == en
    assert formats.day(DAY, as_of=as_of, style=style, language="zh-hans") == zh


def test_an_instant_is_a_day_in_its_zone():
    late = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)
    assert formats.day(late, as_of=DAY, zone="UTC", language="en") == "31 Dec"
    assert formats.day(late, as_of=DAY, zone="Asia/Shanghai", language="en") == "1 Jan 2027"


@pytest.mark.parametrize(
    ("zone", "en"),
    [
        ("Europe/Warsaw", "20 Nov, 15:00 CET"),
        ("UTC", "20 Nov, 14:00 UTC"),
        ("Asia/Kolkata", "20 Nov, 19:30 IST"),
        ("America/Sao_Paulo", "20 Nov, 11:00 UTC−3"),
        ("Asia/Kathmandu", "20 Nov, 19:45 UTC+5:45"),
    ],
)
def test_instant_names_its_zone(zone, en):
    assert formats.instant(INSTANT, as_of=DAY, zone=zone, language="en") == en


def test_instant_in_chinese_and_time_alone():
    assert (
        formats.instant(INSTANT, as_of=DAY, zone="Asia/Shanghai", language="zh-hans") == "11月20日 22:00 CST"
    )
    assert formats.instant(INSTANT, style="time", zone="UTC") == "14:00 UTC"


@pytest.mark.parametrize(
    ("minutes", "per_day", "en", "zh"),
    [
        (2400, 480, "5 d", "5天"),
        (1200, 480, "2.5 d", "2.5天"),
        (450, 450, "1 d", "1天"),
        (479, 480, "8 h", "8小时"),
        (90, 480, "1.5 h", "1.5小时"),
        (20, 480, "20 min", "20分钟"),
        (0, 480, "0 d", "0天"),
        (-960, 480, "−2 d", "−2天"),
        (4_800_000, 480, "10,000 d", "10,000天"),
        (None, 480, "–", "–"),
    ],
)
def test_duration(minutes, per_day, en, zh):
    assert formats.duration(minutes, minutes_per_day=per_day, language="en") == en
    assert formats.duration(minutes, minutes_per_day=per_day, language="zh-hans") == zh


def test_percent_of_nothing_is_no_data():
    assert formats.percent(948, 1000) == "94.8%"
    assert formats.percent(Decimal("0.5"), 1, decimals=0) == "50%"
    assert formats.percent(1, 3, decimals=3) == "33.333%"
    assert [formats.percent(*pair) for pair in ((1, 0), (None, 5), (5, None))] == ["–"] * 3


def test_money_has_its_currency():
    assert formats.money(Decimal("10717"), "USD", language="en") == "USD 10,717.00"
    assert formats.money(Decimal("10717"), "USD", decimals=0, language="zh-hans") == "10,717美元"
    assert formats.money(Decimal("-2.005"), "EUR", language="en") == "EUR −2.01"
    assert formats.money(5, "JPY", language="en") == "JPY 5"
    assert formats.money(None, "USD") == "–"


def test_signs():
    assert [formats.delta_days(n, language="en") for n in (5, -2, 0, None)] == ["+5 d", "−2 d", "0 d", "–"]
    assert formats.delta_days(5, language="zh-hans") == "+5天"
    assert formats.points(Decimal("-0.4"), language="en") == "−0.4 pp"
    assert formats.signed(Decimal("-0.04"), decimals=1) == "0.0"


def test_number():
    assert formats.number(1122.7) == "1,122.7"
    assert formats.number(Decimal("0.9350"), decimals=3) == "0.935"
    assert formats.number(-1234567) == "−1,234,567"
    assert formats.number(float("nan")) == "–"
    assert formats.number(True) == "1"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Byron", "AB"),
        ("ada", "AD"),
        ("Tomasz de Zieliński", "TZ"),
        ("欧阳雪晴", "欧"),
        ("", ""),
        (None, ""),
    ],
)
def test_initials(name, letters):
    assert formats.initials(name) == letters


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4), st.integers(0, 4))
def test_numbers_read_back_as_the_rounded_value(value, decimals):
    text = formats.number(value, decimals=decimals)
    read = Decimal(text.replace(",", "").replace("−", "-"))
    assert abs(read - value) <= Decimal(1).scaleb(-decimals) / 2
    assert not (read == 0 and text.startswith("−"))


@given(st.dates(min_value=dt.date(1900, 1, 1)), st.dates(), st.sampled_from(["short", "tight", "long"]))
def test_a_day_never_hides_another_year(day, as_of, style):
    text = formats.day(day, as_of=as_of, style=style, language="en")
    assert (f"{day.year % 100:02}" in text) or day.year == as_of.year


def test_filters_use_the_active_language_and_zone():
    template = Template(
        "{% load formats %}{{ d|day:a }}|{{ d|long_day }}|{{ t|instant:a }}"
        "|{{ m|duration }}|{{ n|percent:9 }}"
    )
    context = Context({"d": DAY, "a": DAY, "t": INSTANT, "m": 960, "n": 3})
    with timezone.override("Asia/Shanghai"), translation.override("en"):
        assert template.render(context) == "20 Nov|Fri 20 Nov 2026|20 Nov, 22:00 CST|2 d|33.3%"
    with timezone.override("Asia/Shanghai"), translation.override("zh-hans"):
        assert template.render(context) == "11月20日|2026年11月20日 星期五|11月20日 22:00 CST|2天|33.3%"
