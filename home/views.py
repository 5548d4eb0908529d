"""Pages of this room."""

import datetime as dt
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from home import contents, words
from home.organizations import own_door
from projects.selectors import project_by_key
from toolkit.pages import DetailPage, Open


class MyDay(DetailPage):
    """What is due, overdue or waiting for me."""

    policy = "home.view_my_day"
    template = "home/my_day.html"

    def get_title(self) -> str:
        return words.weekday(self.actor.today())

    def get_context(self) -> dict[str, Any]:
        return contents.my_day(self.actor, whole="all" in self.request.GET)


class ProjectOverview(DetailPage):
    """Where one project stands, and what happened lately."""

    policy = "home.view_overview"
    template = "home/overview.html"
    title = _("Overview")

    def get_subject(self, actor: Any, **kwargs: Any) -> Any:
        return project_by_key(actor=actor, key=kwargs["key"])

    @cached_property
    def zone(self) -> dt.tzinfo:
        return ZoneInfo(self.subject.zone)

    def get_context(self) -> dict[str, Any]:
        return contents.project_overview(self.actor, self.subject, self.kwargs)


class Landing(DetailPage):
    """The front door: strangers learn what this is, people go on to where they work."""

    policy = Open("the front door: says what this is; sends those who are signed in to their own door")
    template = "landing.html"
    frame = "shell/plain.html"
    title = "Milepost"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        url = own_door(request)
        return HttpResponseRedirect(url) if url else super().get(request, **kwargs)

    def get_context(self) -> dict[str, Any]:
        return contents.landing()
