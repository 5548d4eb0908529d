"""Addresses of this room."""

from typing import Any

from django.urls import path

from exchange.api import lists as list_endpoints
from exchange.api import plans as endpoints
from exchange.views import lists
from exchange.views import plans as views
from records.importing import importables

PROJECT = "projects/<str:key>/imports/"
LIST = "lists/<uuid:list>/"


def doors(view: Any, front: str) -> list[Any]:
    """The address of each list that rooms let people bring in: `exchange_import_people`."""
    return [
        path(
            f"{'projects/<str:key>/' if what.of_project else ''}lists/{what.name}/",
            view.as_view(),
            {"what": what.name},
            name=f"{front}exchange_import_{what.name}",
        )
        for what in importables()
    ]


workspace = [
    path(PROJECT, views.ImportList.as_view(), name="exchange_imports"),
    path(f"{PROJECT}new/", views.StageImport.as_view(), name="exchange_stage"),
    path(f"{PROJECT}<int:number>/", views.ImportDetail.as_view(), name="exchange_import"),
    path(f"{PROJECT}<int:number>/commit/", views.CommitImport.as_view(), name="exchange_commit"),
    path(f"{PROJECT}<int:number>/discard/", views.DiscardImport.as_view(), name="exchange_discard"),
    path("lists/", lists.ListImportList.as_view(), name="exchange_lists"),
    path(LIST, lists.ListImportPage.as_view(), name="exchange_list"),
    path(f"{LIST}columns/", lists.MapColumns.as_view(), name="exchange_list_columns"),
    path(f"{LIST}commit/", lists.CommitList.as_view(), name="exchange_list_commit"),
    path(f"{LIST}discard/", lists.DiscardList.as_view(), name="exchange_list_discard"),
    *doors(lists.StageList, ""),
]

api = [
    path(PROJECT, endpoints.ImportsEndpoint.as_view(), name="api_exchange_imports"),
    path(f"{PROJECT}<int:number>/", endpoints.ImportEndpoint.as_view(), name="api_exchange_import"),
    path(f"{PROJECT}<int:number>/commit/", endpoints.CommitEndpoint.as_view(), name="api_exchange_commit"),
    path(f"{PROJECT}<int:number>/discard/", endpoints.DiscardEndpoint.as_view(), name="api_exchange_discard"),
    path("lists/", list_endpoints.ListImportsEndpoint.as_view(), name="api_exchange_lists"),
    path(LIST, list_endpoints.ListImportEndpoint.as_view(), name="api_exchange_list"),
    path(f"{LIST}columns/", list_endpoints.MapColumnsEndpoint.as_view(), name="api_exchange_list_columns"),
    path(f"{LIST}commit/", list_endpoints.CommitListEndpoint.as_view(), name="api_exchange_list_commit"),
    path(f"{LIST}discard/", list_endpoints.DiscardListEndpoint.as_view(), name="api_exchange_list_discard"),
    *doors(list_endpoints.StageListEndpoint, "api_"),
]
