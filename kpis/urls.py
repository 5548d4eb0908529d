"""Addresses of indicators."""

from django.urls import path

from kpis import api as endpoints
from kpis import views

workspace = [
    path("projects/<str:key>/kpis/", views.KpiBoard.as_view(), name="kpis_board"),
    path("projects/<str:key>/kpis/readings/", views.ReadingList.as_view(), name="kpis_readings"),
]
api = [
    path("projects/<str:key>/kpis/", endpoints.ReadingsEndpoint.as_view(), name="api_kpis_readings"),
]
