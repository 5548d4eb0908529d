"""Every address of the house."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.utils.module_loading import module_has_submodule

DOORS = ("public", "workspace", "portal", "api")


def collected(door: str) -> list[Any]:
    """The addresses that each room's `urls.py` lists for one door."""
    found: list[Any] = []
    for room in settings.MILEPOST_ROOMS:
        if module_has_submodule(import_module(room), "urls"):
            found += getattr(import_module(f"{room}.urls"), door, [])
    return found


urlpatterns = [
    *collected("public"),
    path("", include("config.doors")),
    path("accounts/", include("tenancy.signin.urls")),
    path("o/<slug:org>/", include(collected("workspace"))),
    path("portal/<slug:org>/", include(collected("portal"))),
    path("api/v1/o/<slug:org>/", include(collected("api"))),
    path("admin/", admin.site.urls),
]

handler400 = "toolkit.pages.errors.bad_request"
handler403 = "toolkit.pages.errors.denied"
handler429 = "toolkit.pages.errors.too_many"
handler404 = "toolkit.pages.errors.not_found"
handler500 = "toolkit.pages.errors.failed"
