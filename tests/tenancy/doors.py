"""Addresses behind the middleware's doors, for its own tests: each does one thing."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path

from tenancy.models import Client
from toolkit.errors import Missing


def who(request: Any, **kwargs: Any) -> JsonResponse:
    actor = request.actor
    if actor is None:
        return JsonResponse({"actor": None})
    return JsonResponse({"name": actor.name, "via": actor.via, "client": str(actor.client_id or "")})


def lazy(request: HttpRequest, **kwargs: Any) -> TemplateResponse:
    """Rows are read when the template renders, after the view has returned."""
    template = engines["django"].from_string("{% for c in clients %}{{ c.code }} {% endfor %}")
    return TemplateResponse(request, template, {"clients": Client.objects.order_by("code")})


def write(request: HttpRequest, status: int = 200, **kwargs: Any) -> HttpResponse:
    Client.objects.create(code="NEW", name="New")
    return HttpResponse("written", status=status)


def write_and_fail(request: HttpRequest, how: str, **kwargs: Any) -> HttpResponse:
    Client.objects.create(code="NEW", name="New")
    raise {"error": ValueError("broken"), "http": Http404(), "missing": Missing()}[how]


def stream(request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
    """What an export must not do: its rows are read when the transaction is over."""

    def lines() -> Iterator[str]:
        for client in Client.objects.all():
            yield client.code

    return StreamingHttpResponse(lines())


inside = [
    path("who/", who),
    path("lazy/", lazy),
    path("write/", write),
    path("write/<int:status>/", write),
    path("fail/<str:how>/", write_and_fail),
    path("stream/", stream),
]
urlpatterns = [
    path("who/", who),
    path("o/<slug:org>/", include(inside)),
    path("portal/<slug:org>/", include(inside)),
    path("api/v1/o/<slug:org>/", include(inside)),
    path("accounts/", include("tenancy.signin.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]
handler404 = "toolkit.pages.errors.not_found"
handler500 = "toolkit.pages.errors.failed"
