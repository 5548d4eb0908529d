"""Addresses that belong to no room: health, language, API description, the component gallery."""

from django.conf import settings
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from config import health
from config.docs import ApiDocs

urlpatterns = [
    path("healthz", health.Alive.as_view(), name="healthz"),
    path("readyz", health.Ready.as_view(), name="readyz"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs/", ApiDocs.as_view(), name="docs"),
]

if not settings.PRODUCTION:
    urlpatterns += [path("ui/", include("toolkit.gallery"))]
