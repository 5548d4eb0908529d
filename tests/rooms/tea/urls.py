from django.urls import path

from tests.rooms.tea import api as endpoints
from tests.rooms.tea import views

BREWS = "projects/<str:key>/brews/"
BREW = f"{BREWS}<str:code>/"

workspace = [
    path(BREWS, views.BrewList.as_view(), name="tea_brews"),
    path(f"{BREWS}add/", views.AddBrew.as_view(), name="tea_add"),
    path(BREW, views.BrewPage.as_view(), name="tea_brew"),
    path(f"{BREW}edit/", views.EditBrew.as_view(), name="tea_edit"),
    path(f"{BREW}serve/", views.ServeBrew.as_view(), name="tea_serve"),
    path(f"{BREW}withdraw/", views.WithdrawBrew.as_view(), name="tea_withdraw"),
]
api = [
    path(BREWS, endpoints.BrewsEndpoint.as_view(), name="api_tea_brews"),
    path(BREW, endpoints.BrewEndpoint.as_view(), name="api_tea_brew"),
    path(f"{BREW}serve/", endpoints.ServeEndpoint.as_view(), name="api_tea_serve"),
]
