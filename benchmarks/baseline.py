"""The barest ways to the same answers: a plain view, `values()`, JSON or one template loop.

They stand behind the same middleware: sign-in or token, the organization's transaction, row-level security.
"""

import json

from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.views.decorators.csrf import csrf_exempt

from planning.api import TASK
from planning.models import Task
from projects.models import Project
from toolkit.identifiers import uuid7

ROWS = 100
LOOP = """<!doctype html><html><body><table>{% for row in rows %}<tr>{% for cell in row.values %}
<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table></body></html>"""
PAGE_FIELDS = (
    "number wbs name kind level state start_at due duration_minutes total_slack_minutes critical"
    " percent_complete owner__name visibility"
).split()
template = engines["django"].from_string(LOOP)


def rows(key: str, fields: list[str]) -> list[dict[str, object]]:
    """The first rows of a plan."""
    project_id = Project.objects.values_list("pk", flat=True).get(key=key)
    tasks = Task.objects.filter(project_id=project_id, withdrawn_at__isnull=True).order_by("position")
    return list(tasks.values(*fields)[:ROWS])


def bare_list(request: HttpRequest, org: str, key: str) -> HttpResponse:
    """What our list of tasks answers, field by field."""
    return JsonResponse({"results": rows(key, [field.source for field in TASK])})


def bare_page(request: HttpRequest, org: str, key: str) -> HttpResponse:
    """The cells of our plan page."""
    return HttpResponse(template.render({"rows": rows(key, PAGE_FIELDS)}))


def bare_detail(request: HttpRequest, org: str, key: str, number: int) -> HttpResponse:
    """One task, field by field."""
    tasks = Task.objects.filter(project__key=key, withdrawn_at__isnull=True, number=number)
    return JsonResponse(tasks.values(*[field.source for field in TASK]).get())


@csrf_exempt
def bare_create(request: HttpRequest, org: str, key: str) -> HttpResponse:
    """One row at the end of a plan: no rule, no trail, no fact."""
    project = Project.objects.get(key=key)
    last = Task.objects.filter(project=project).aggregate(number=Max("number"), position=Max("position"))
    row = Task.objects.create(
        id=uuid7(),
        project=project,
        client_id=project.client_id,
        number=last["number"] + 1,
        position=last["position"] + 1,
        name=json.loads(request.body)["name"],
        created_at=project.created_at,
    )
    tasks = Task.objects.filter(pk=row.pk)
    return JsonResponse(tasks.values(*[field.source for field in TASK]).get(), status=201)
