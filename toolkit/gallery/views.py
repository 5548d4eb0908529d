"""/ui/: components and sample pages. Nothing here reads the database."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from toolkit.gallery import samples
from toolkit.gallery.words import words

PAGES = ("components", "day", "overview", "plan", "form", "states", "portal")


def _context(page: str) -> dict[str, Any]:
    t = words()
    return {
        "t": t,
        "shell": samples.portal_shell(t) if page == "portal" else samples.shell(t, page),
        "plan": samples.plan(t),
        "projects": samples.projects(t),
        "one_row": samples.projects(t, rows=1),
        "nothing": samples.projects(t, rows=0),
        "on_time": samples.on_time(t),
        "done_bars": samples.done_bars(t),
        "form": samples.change_form(),
        "stages": samples.stages(t),
        "tabs": [
            samples.place(t["overview"], "", "#", True, count=3),
            samples.place(t["plan"], "", "#", count=12),
        ],
        "crumbs": [{"url": "#", "label": t["change_crumb"]}, {"label": "CR-006"}],
        "facts": [{"label": t["owner"], "value": "欧阳雪晴"}, {"label": t["finish"], "value": None}],
    }


@require_GET
def gallery(request: HttpRequest, page: str = "components") -> HttpResponse:
    """One page of the gallery. The house mounts it in demo and development only."""
    if page not in PAGES:
        raise Http404
    return render(request, f"ui_gallery/{page}.html", _context(page))


urlpatterns = [path("", gallery, name="ui"), path("<slug:page>/", gallery, name="ui_page")]
