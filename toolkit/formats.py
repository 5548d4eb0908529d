"""Values as people read them, in English and Simplified Chinese. Nothing here reads the clock.

`language` is a Django language code (default: the active one), `zone` an IANA name or tzinfo (default:
the active one). No value is an en dash, never zero.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.numbers import get_currency_name, get_currency_precision
from django.utils import timezone
from django.utils.translation import get_language

NOTHING = "–"
MINUS = "−"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS_ZH = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MINUTES_PER_DAY = 480
WIDE = Context(prec=400)
Number = int | float | Decimal


def is_chinese(language: str | None = None) -> bool:
    """Whether the language (default: the active one) is a form of Chinese."""
    return (language or get_language() or "en").lower().startswith("zh")


def sentences(*parts: str) -> str:
    """Sentences in a row, empty ones left out; Chinese sets no space between them."""
    return ("" if is_chinese() else " ").join(part for part in parts if part)


def zone_of(zone: str | dt.tzinfo | None) -> dt.tzinfo:
    """The tzinfo of an IANA name; the active one for None."""
    if zone is None:
        return timezone.get_current_timezone()
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def day_of(value: dt.date | dt.datetime, zone: str | dt.tzinfo | None = None) -> dt.date:
    """The calendar day of an instant in a zone; a date is its own day."""
    if isinstance(value, dt.datetime):
        return value.astimezone(zone_of(zone)).date() if value.tzinfo else value.date()
    return value


def day(
    value: dt.date | dt.datetime | None,
    *,
    as_of: dt.date | None = None,
    style: str = "short",
    language: str | None = None,
    zone: str | dt.tzinfo | None = None,
) -> str:
    """A day: "20 Nov" in the year of `as_of`, else "5 Jan 2027"; 11月20日, 2027年1月5日.

    Styles: short; tight ("5 Jan 27" in other years); long ("Fri 20 Nov 2026", 2026年11月20日 星期五).
    """
    if value is None:
        return NOTHING
    when = day_of(value, zone)
    same_year = as_of is not None and as_of.year == when.year
    write = _day_zh if is_chinese(language) else _day_en
    return write(when, style, same_year)


def _day_en(when: dt.date, style: str, same_year: bool) -> str:
    text = f"{when.day} {MONTHS[when.month - 1]}"
    if style == "long":
        return f"{WEEKDAYS[when.weekday()]} {text} {when.year}"
    if same_year:
        return text
    return f"{text} {when.year % 100:02}" if style == "tight" else f"{text} {when.year}"


def _day_zh(when: dt.date, style: str, same_year: bool) -> str:
    text = f"{when.month}月{when.day}日"
    if style == "long":
        return f"{when.year}年{text} {WEEKDAYS_ZH[when.weekday()]}"
    return text if same_year else f"{when.year}年{text}"


def instant(
    value: dt.datetime | None,
    *,
    as_of: dt.date | None = None,
    style: str = "short",
    language: str | None = None,
    zone: str | dt.tzinfo | None = None,
) -> str:
    """An instant with its zone: "20 Nov, 15:00 CET", 11月20日 15:00 CET; style "time" leaves the day out."""
    if value is None:
        return NOTHING
    local = value.astimezone(zone_of(zone))
    clock = f"{local:%H:%M} {zone_name(local)}"
    if style == "time":
        return clock
    text = day(local.date(), as_of=as_of, style=style, language=language)
    return f"{text} {clock}" if is_chinese(language) else f"{text}, {clock}"


def zone_name(local: dt.datetime) -> str:
    """CET, IST …; UTC+8 where the zone has no letters."""
    name = local.tzname() or ""
    if name.isalpha():
        return name
    minutes = int((local.utcoffset() or dt.timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{MINUS if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def number(value: Number | None, *, decimals: int | None = None) -> str:
    """Grouped by thousands with a true minus: "1,122.7", "−3". Without `decimals`, as many as there are."""
    if value is None:
        return NOTHING
    exact = value if isinstance(value, (int, Decimal)) else Decimal(repr(value))
    if isinstance(exact, Decimal) and not exact.is_finite():
        return NOTHING
    if decimals is None:
        text = f"{exact:,}" if isinstance(exact, int) else _trimmed(f"{exact:,f}")
    else:
        text = f"{_rounded(Decimal(exact), decimals):,f}"
    if text.startswith("-"):
        return MINUS + text[1:] if any(c in "123456789" for c in text) else text[1:]
    return text


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=WIDE)


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def duration(
    minutes: Number | None, *, minutes_per_day: int = MINUTES_PER_DAY, language: str | None = None
) -> str:
    """Working minutes as working days: "5 d", "2.5 d", "3 h" below a day, "20 min" below an hour; 5天."""
    if minutes is None:
        return NOTHING
    size: Any = abs(minutes)
    if size >= minutes_per_day or size == 0:
        return unit(minutes, minutes_per_day, " d", "天", language)
    if size >= 60:
        return unit(minutes, 60, " h", "小时", language)
    return unit(minutes, 1, " min", "分钟", language)


def unit(value: Number, per: int, en: str, zh: str, language: str | None) -> str:
    """`value / per` to one decimal (none if whole) with the unit behind it."""
    amount = _rounded(Decimal(str(value)) / per, 1)
    return number(int(amount) if amount == int(amount) else amount) + (zh if is_chinese(language) else en)


def hours(minutes: int | None) -> str:
    """Minutes as hours to the hundredth: 90 is 1.5; nothing is "–"."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".") if minutes else "–"


def percent(numerator: Number | None, denominator: Number | None = 100, *, decimals: int = 1) -> str:
    """A ratio as a percentage: (948, 1000) -> "94.8%". With one argument the value is in percent already."""
    if numerator is None or not denominator:
        return NOTHING
    share = Decimal(str(numerator)) / Decimal(str(denominator)) * 100
    if not share.is_finite():
        return NOTHING
    return number(share, decimals=decimals) + "%"


def points(value: Number | None, *, decimals: int = 1, language: str | None = None) -> str:
    """A difference of percentages: "+1.2 pp", −0.4个百分点."""
    if value is None:
        return NOTHING
    return signed(value, decimals=decimals) + ("个百分点" if is_chinese(language) else " pp")


def signed(value: Number | None, *, decimals: int | None = None) -> str:
    """A number that always shows its sign: "+3", "−2", "0"."""
    text = number(value, decimals=decimals)
    is_positive = value is not None and value > 0 and any(c in "123456789" for c in text)
    return "+" + text if is_positive else text


def delta_days(days: Number | None, *, language: str | None = None) -> str:
    """A movement in days: "+5 d", "−2 d", "0 d"; +5天."""
    if days is None:
        return NOTHING
    return signed(days) + ("天" if is_chinese(language) else " d")


def working_days(days: Number | None, *, language: str | None = None) -> str:
    """Days that are named as working days: "9 working days", 9个工作日."""
    if days is None:
        return NOTHING
    if is_chinese(language):
        return f"{number(days)}个工作日"
    return f"{number(days)} working day" + ("" if abs(days) == 1 else "s")


def money(
    amount: Number | None, currency: str, *, decimals: int | None = None, language: str | None = None
) -> str:
    """ "USD 10,717.00", 10,717.00美元. Decimals default to the currency's own."""
    if amount is None:
        return NOTHING
    places = get_currency_precision(currency) if decimals is None else decimals
    figure = number(amount, decimals=places)
    return figure + currency_name_zh(currency) if is_chinese(language) else f"{currency} {figure}"


@lru_cache(maxsize=256)
def currency_name_zh(currency: str) -> str:
    """美元 for USD; the code itself where there is no Chinese name."""
    return str(get_currency_name(currency, locale=Locale("zh", script="Hans")))


def initials(name: str | None) -> str:
    """Two letters of a Latin name ("Ada Byron" -> "AB"), the first character of a Chinese one."""
    words = (name or "").split()
    if not words:
        return ""
    if ord(words[0][0]) >= 0x2E80:
        return words[0][0]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else words[0][1:2])).upper()


def plain(value: Any) -> str:
    """Any value as text; nothing is an en dash."""
    return NOTHING if value is None or value == "" else str(value)
