"""Pages of this room."""

import datetime as dt
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home import contents, palette, search, words
from home.organizations import own_door
from projects.selectors import project_by_key
from records.filters import PaletteFilters, SearchFilters, WithdrawnFilters
from records.selectors import withdrawn
from toolkit.pages import DetailPage, Open, extras


class MyDay(DetailPage):
    """What is due, overdue or waiting for me."""

    policy = "home.view_my_day"
    template = "home/my_day.html"

    def get_title(self) -> str:
        return words.weekday(self.actor.today())

    def get_context(self) -> dict[str, Any]:
        return contents.my_day(self.actor, whole="all" in self.request.GET)


class Filled:
    """A page without facts of its own that shows what stands in the organization's own fields."""

    def get_facts(self) -> list[dict[str, Any]]:
        return [{"label": label, "value": value} for label, value in extras.facts(self)]


class ProjectOverview(Filled, DetailPage):
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


class SearchPage(DetailPage):
    """Records by what stands in them."""

    policy = "records.view_search"
    title = _("Search")
    template, part_template = "home/search.html", "home/search_part.html"

    @cached_property
    def filters(self) -> SearchFilters:
        return SearchFilters(self.request.GET, self.actor)

    def get_context(self) -> dict[str, Any]:
        return {"filters": self.filters, **search.results(actor=self.actor, asked=self.filters.values)}


class Palette(DetailPage):
    """What the command palette offers for what was typed; who comes here directly gets the search page."""

    policy = "records.view_search"
    title = _("Commands")
    template = part_template = "home/palette_part.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.is_part:
            return HttpResponseRedirect(reverse("home_search", kwargs={"org": self.kwargs["org"]}))
        return super().get(request, **kwargs)

    def get_context(self) -> dict[str, Any]:
        asked = PaletteFilters(self.request.GET, self.actor).values
        text, path = asked.get("q", ""), asked.get("at", "")
        return {"sections": palette.palette(actor=self.actor, text=text, path=path), "text": text}


class WithdrawnRecords(DetailPage):
    """What was withdrawn, of every kind, and the way back."""

    policy = "records.view_withdrawn"
    title = _("Withdrawn records")
    template = "home/withdrawn.html"

    def get_context(self) -> dict[str, Any]:
        filters = WithdrawnFilters(self.request.GET, self.actor)
        [project] = filters.values.get("project", [None])
        return {"filters": filters, "rows": withdrawn(actor=self.actor, project_id=project)}


class WithdrawnOfProject(WithdrawnRecords):
    """The same of one project."""

    def get_subject(self, actor: Any, **kwargs: Any) -> Any:
        return project_by_key(actor=actor, key=kwargs["key"])

    def get_context(self) -> dict[str, Any]:
        return {"rows": withdrawn(actor=self.actor, project_id=self.subject.pk)}


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
