"""/ui/: components with their states, and sample pages. Nothing here reads the database."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from toolkit.gallery import people, samples
from toolkit.gallery.pictures import pictures
from toolkit.gallery.words import words

# Specimens of each group, then pages as they are made of components.
GROUPS = ("words", "figures", "lists", "pictures", "positions", "talk", "forms", "states")
SAMPLES = ("day", "overview", "plan", "form", "portal")
PAGES = (*GROUPS, *SAMPLES)


def _context(page: str) -> dict[str, Any]:
    t = words()
    portal = samples.portal_shell(t)
    return {
        "t": t,
        "shell": portal if page == "portal" else samples.shell(t, page),
        "plan": samples.plan(t),
        "projects": samples.projects(t),
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


def _specimens(group: str) -> dict[str, Any]:
    t = words()
    return {
        "group": group,
        "groups": [samples.place(name, "", samples.to(name), name == group) for name in GROUPS],
        "part": f"ui_gallery/parts/{group}.html",
        "pictures": pictures(),
        "shell_header": samples.project_header(t),
        "views": people.views(),
        "days": people.days(),
        "steps": people.steps(),
        "bars": people.bars(),
    }


@require_GET
def gallery(request: HttpRequest, page: str = GROUPS[0]) -> HttpResponse:
    """One page of the gallery. The house mounts it in demo and development only."""
    if page not in PAGES:
        raise Http404
    context = _context(page)
    if page in GROUPS:
        return render(request, "ui_gallery/specimens.html", {**context, **_specimens(page)})
    return render(request, f"ui_gallery/{page}.html", context)


urlpatterns = [path("", gallery, name="ui"), path("<slug:page>/", gallery, name="ui_page")]
