"""The house, with the bare views beside it."""

from django.urls import path

from benchmarks import baseline
from config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("api/v1/o/<slug:org>/bare/<str:key>/", baseline.bare_list),
    path("api/v1/o/<slug:org>/bare/<str:key>/add/", baseline.bare_create),
    path("api/v1/o/<slug:org>/bare/<str:key>/<int:number>/", baseline.bare_detail),
    path("o/<slug:org>/bare/<str:key>/", baseline.bare_page),
    *urlpatterns,
]
