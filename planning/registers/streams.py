"""Work-streams: their form and columns."""

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.models import WorkStream
from projects.registers.declared import Register
from projects.registers.forms import RegisterForm, chinese_title, long_text, owner_field, title_field
from projects.registers.tables import key, titled
from toolkit.filters import Filters, OneOf, Search
from toolkit.tables import Choice, Number, Person, Table, Text

CHANNELS = dict(WorkStream.Channel.choices)


class WorkStreamForm(RegisterForm):
    """Which stream, who leads it, and how important it is beside the others."""

    title = title_field(_("Work-stream"))
    title_zh = chinese_title()
    channel = forms.ChoiceField(
        label=_("Channel"), choices=[("", _("No channel")), *WorkStream.Channel.choices], required=False
    )
    lob = forms.CharField(label=_("Line of business"), max_length=120, required=False)
    rank = forms.IntegerField(
        label=_("Rank"),
        min_value=1,
        max_value=99,
        help_text=_("1 goes before all others; streams of the same rank are equally important."),
    )
    focus = long_text(_("What counts in it now"))
    owner_id = owner_field(_("Lead"))


class WorkStreamTable(Table):
    """The work-streams of a project, the highest first."""

    caption = _("Work-streams")
    number = key("planning_work_stream", "WS")
    title = titled(_("Work-stream"), "planning_work_stream")
    rank = Number(_("Rank"))
    channel = Choice(_("Channel"), mapping=CHANNELS, priority=2)
    lob = Text(_("Line of business"), priority=2)
    owner = Person(_("Lead"), source="owner__name", priority=2)
    unfinished = Number(_("Unfinished tasks"))


class WorkStreamFacts(Table):
    """What is said of one."""

    rank = Number(_("Rank"))
    channel = Choice(_("Channel"), mapping=CHANNELS)
    lob = Text(_("Line of business"))
    owner = Person(_("Lead"), source="owner__name")
    focus = Text(_("What counts in it now"))


class WorkStreamFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "lob", "focus", label=_("Search"))
    channel = OneOf(WorkStream.Channel.choices, label=_("Channel"), many=True)


STREAMS = Register(
    WorkStream,
    "work_stream",
    "work_streams",
    name=_("Work-stream"),
    names=_("Work-streams"),
    purpose=_("Each channel or line of business with its own focus and lead, and how important it is."),
    icon="route",
    form=WorkStreamForm,
    table=WorkStreamTable,
    facts=WorkStreamFacts,
    filterset=WorkStreamFilters,
    order=("rank", "number"),
    unshared=True,
    template="planning/stream.html",
)
