"""Figures in words, in the reader's language."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.selectors import Standing
from toolkit import formats


def name(found: Any) -> str:
    """A project's name in the reader's language."""
    return bilingual(found.name, found.name_zh)


def bilingual(name: str, name_zh: str) -> str:
    """The Chinese name for Chinese readers where there is one, else the name."""
    return (formats.is_chinese() and name_zh) or name


def client(found: Standing) -> str:
    """The client's name in the reader's language."""
    return (formats.is_chinese() and found.client_name_zh) or found.client_name


def day(value: date, as_of: date) -> str:
    """A day as this year's pages write it."""
    return formats.day(value, as_of=as_of)


def weekday(value: date) -> str:
    """ "Friday 20 November", 11月20日 星期五."""
    return date_format(value, "n月j日 l" if formats.is_chinese() else "l j F")


def short_weekday(value: date) -> str:
    """ "Mon 23 Nov", 11月23日 星期一."""
    return date_format(value, "n月j日 l" if formats.is_chinese() else "D j M")


def days_ahead(due: date, today: date) -> str:
    """ "today", "tomorrow", "in 11 days"; calendar days."""
    ahead = (due - today).days
    if ahead == 0:
        return _("today")
    return ngettext("in %(days)d calendar day", "in %(days)d calendar days", ahead) % {"days": ahead}


def days(count: int) -> str:
    """ "1 day", "3 days"; calendar days."""
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def days_late(count: int) -> str:
    """ "3 days overdue"; calendar days."""
    return ngettext("%(days)d day overdue", "%(days)d days overdue", count) % {"days": count}


def later(count: int, promised: date | None) -> str:
    """ "7 days later than promised"; "7 days late" where nothing was promised. Calendar days."""
    if promised is None:
        return ngettext("%(days)d day late", "%(days)d days late", count) % {"days": count}
    return ngettext("%(days)d day later than promised", "%(days)d days later than promised", count) % {
        "days": count
    }


def milestones(count: int) -> str:
    """ "1 milestone", "3 milestones"."""
    return ngettext("%(count)d milestone", "%(count)d milestones", count) % {"count": count}


def tasks(count: int) -> str:
    """ "1 task", "3 tasks"."""
    return ngettext("%(count)d task", "%(count)d tasks", count) % {"count": count}


def my_day(overdue: Sequence[Any], today: Sequence[Any], soon: Sequence[Any]) -> str:
    """The first sentence of my day: how much waits, and what has waited longest."""
    if overdue or today:
        return formats.sentences(_overdue(overdue), _due_today(today))
    if soon:
        facts = {"name": soon[0].name, "day": short_weekday(soon[0].due)}
        return _("Nothing is due today. Next is “%(name)s” on %(day)s.") % facts
    return _("Nothing is due today or in the next five working days.")


def _overdue(overdue: Sequence[Any]) -> str:
    if not overdue:
        return ""
    first = overdue[0]
    facts = {"count": len(overdue), "name": first.name, "days": days(first.overdue_days)}
    return (
        ngettext(
            "One thing is overdue: “%(name)s”, by %(days)s.",
            "%(count)d things are overdue; “%(name)s” has waited longest, %(days)s.",
            len(overdue),
        )
        % facts
    )


def _due_today(today: Sequence[Any]) -> str:
    if not today:
        return ""
    return ngettext("%(count)d thing is due today.", "%(count)d things are due today.", len(today)) % {
        "count": len(today)
    }
