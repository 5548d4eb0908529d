"""Browser input about inbox, rules, times and ladders."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from notifications.catalogue import WAY_WORDS, Days
from notifications.models import FIRST, NoticeTimes, Rung
from notifications.resolving import Way
from notifications.selectors import Ladder, OwnRule, ProjectRule
from notifications.services.snoozing import CHOICES, TOMORROW
from toolkit.days import DayField

PREFIX = "way_"
HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
WEEKDAYS = (
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
)
ROLES = (
    ("", _("As the rule says")),
    ("PM", _("Project manager")),
    ("TL", _("Team lead")),
    ("DH", _("Delivery head")),
)
ON = (("", _("As the house proposes")), ("on", _("On")), ("off", _("Off")))
RUNGS = (FIRST + 1, FIRST + 2, FIRST + 3)


class SnoozeForm(forms.Form):
    """Until when."""

    when = forms.ChoiceField(label=_("Put off"), choices=CHOICES, widget=forms.RadioSelect, initial=TOMORROW)
    day = DayField(label=_("Day"), required=False, help_text=_("Only for “Until a day”."))


def clock(label: Any) -> forms.TimeField:
    """A time of the day."""
    return forms.TimeField(
        label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class TimesForm(forms.Form):
    """When the digest comes, and when nothing comes."""

    rhythm = forms.ChoiceField(label=_("Digest"), choices=NoticeTimes.Rhythm.choices)
    hour = forms.TypedChoiceField(label=_("At"), choices=HOURS, coerce=int)
    days = forms.MultipleChoiceField(
        label=_("Weekday"),
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day for the digest.")},
    )
    quiet_since = clock(_("Quiet from"))
    quiet_until = clock(_("Quiet until"))
    quiet_weekends = forms.BooleanField(label=_("Saturdays and Sundays are quiet"), required=False)
    urgent_passes = forms.BooleanField(label=_("Urgent letters come at any hour"), required=False)

    def clean_days(self) -> str:
        return ",".join(sorted(self.cleaned_data["days"]))

    def clean(self) -> dict[str, Any]:
        """Quiet hours have two ends."""
        found: dict[str, Any] = super().clean() or {}
        since, until = found.get("quiet_since"), found.get("quiet_until")
        if (since is None) != (until is None):
            self.add_error("quiet_until" if until is None else "quiet_since", _("Write both ends, or none."))
        elif since is not None and since == until:
            self.add_error("quiet_until", _("Choose another end: these quiet hours would be empty."))
        return found


class WaysForm(forms.Form):
    """How each rule comes; locked ones have no control."""

    def __init__(self, *args: Any, rules: list[OwnRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        for one in rules:
            if not one.notice.default.locked:
                self.fields[PREFIX + one.notice.rule] = self._field(one)

    def _field(self, one: OwnRule) -> forms.ChoiceField:
        subject: Any = one.notice.subject
        usual = format_lazy(_("As proposed: {way}"), way=WAY_WORDS[one.notice.default.way])
        choices = [("", usual), *((way.value, words) for way, words in WAY_WORDS.items())]
        return forms.ChoiceField(label=subject, choices=choices, required=False, initial=one.chosen or "")

    def rows(self) -> list[dict[str, Any]]:
        """Each rule with its control, for the page."""
        return [
            {
                "rule": one.notice,
                "field": self[name] if (name := PREFIX + one.notice.rule) in self.fields else None,
            }
            for one in self.rules
        ]

    @staticmethod
    def ways_of(found: dict[str, Any]) -> dict[str, Way | None]:
        """What was chosen, by rule."""
        return {name.removeprefix(PREFIX): Way(value) if value else None for name, value in found.items()}


class ProjectNoticeForm(forms.Form):
    """What a project wants of one rule."""

    on = forms.ChoiceField(label=_("Told in this project"), choices=ON, required=False)
    days = forms.IntegerField(required=False)
    role = forms.ChoiceField(label=_("Told to"), choices=ROLES, required=False)

    def __init__(self, *args: Any, rule: ProjectRule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = rule.notice
        if known.days is None:
            del self.fields["days"]
        else:
            self._count(known.days)
        if known.people is None:
            del self.fields["role"]

    def _count(self, days: Days) -> None:
        field: Any = self.fields["days"]
        field.label, field.min_value, field.max_value = days.label, days.least, days.most
        field.help_text = format_lazy(_("Empty: {days}, as the house proposes."), days=days.default)

    def clean_on(self) -> bool | None:
        return {"on": True, "off": False}.get(self.cleaned_data["on"])


class LadderForm(forms.Form):
    """The rungs above the first."""

    def __init__(self, *args: Any, ladder: Ladder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {step.position: step for step in ladder.steps}
        for position in RUNGS:
            step = known.get(position)
            self.fields[f"role_{position}"] = forms.ChoiceField(
                label=format_lazy(_("Rung {position}"), position=position),
                choices=[("", _("Nobody further")), *Rung.Role.choices],
                required=False,
                initial=step.role if step else "",
            )
            self.fields[f"hours_{position}"] = forms.IntegerField(
                label=_("Hours without acknowledgement"),
                min_value=1,
                max_value=720,
                required=False,
                initial=step.hours if step else 24,
            )

    @staticmethod
    def steps_of(found: dict[str, Any]) -> list[tuple[str, int]]:
        """Role and hours of each rung that has somebody, from below."""
        rungs = [(found[f"role_{n}"], found[f"hours_{n}"] or 24) for n in RUNGS]
        return [(role, hours) for role, hours in rungs if role]
