"""Addresses of this room."""

from django.urls import path

from exchange import api as endpoints
from exchange import views

PROJECT = "projects/<str:key>/imports/"

workspace = [
    path(PROJECT, views.ImportList.as_view(), name="exchange_imports"),
    path(f"{PROJECT}new/", views.StageImport.as_view(), name="exchange_stage"),
    path(f"{PROJECT}<int:number>/", views.ImportDetail.as_view(), name="exchange_import"),
    path(f"{PROJECT}<int:number>/commit/", views.CommitImport.as_view(), name="exchange_commit"),
    path(f"{PROJECT}<int:number>/discard/", views.DiscardImport.as_view(), name="exchange_discard"),
]

api = [
    path(PROJECT, endpoints.ImportsEndpoint.as_view(), name="api_exchange_imports"),
    path(f"{PROJECT}<int:number>/", endpoints.ImportEndpoint.as_view(), name="api_exchange_import"),
    path(f"{PROJECT}<int:number>/commit/", endpoints.CommitEndpoint.as_view(), name="api_exchange_commit"),
    path(f"{PROJECT}<int:number>/discard/", endpoints.DiscardEndpoint.as_view(), name="api_exchange_discard"),
]
