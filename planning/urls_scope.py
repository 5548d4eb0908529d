"""Addresses of the trace, of conversions, prices and responsibilities."""

from django.urls import path

from planning import api_scope as endpoints
from planning.views import scope

PROJECT = "projects/<str:key>/"
REQUIREMENT = f"{PROJECT}requirements/<int:number>/"
PRICE = f"{PROJECT}scope-items/<int:number>/price/"
PARTS = f"{PROJECT}responsibilities/"
OF_DELIVERABLE, OF_PROCESS = f"{PARTS}deliverables/<int:number>/", f"{PARTS}processes/<str:process>/"

workspace = [
    path(f"{PROJECT}trace/", scope.TraceList.as_view(), name="planning_trace"),
    path(f"{PROJECT}trace/tasks/", scope.UnaskedTasks.as_view(), name="planning_unasked_tasks"),
    path(f"{REQUIREMENT}convert/", scope.ConvertRequirement.as_view(), name="planning_convert_requirement"),
    path(f"{REQUIREMENT}tasks/link/", scope.LinkRequirement.as_view(), name="planning_link_requirement"),
    path(
        f"{REQUIREMENT}tasks/<int:task>/unlink/",
        scope.UnlinkRequirement.as_view(),
        name="planning_unlink_requirement",
    ),
    path(PRICE, scope.PriceScopeItem.as_view(), name="planning_price_scope_item"),
    path(PARTS, scope.Responsibilities.as_view(), name="planning_responsibilities"),
    path(f"{PARTS}list/", scope.ResponsibilityList.as_view(), name="planning_responsibility_list"),
    path(OF_DELIVERABLE, scope.SetDeliverableParts.as_view(), name="planning_deliverable_parts"),
    path(OF_PROCESS, scope.SetProcessParts.as_view(), name="planning_process_parts"),
]
api = [
    path(f"{PROJECT}trace/", endpoints.GapsEndpoint.as_view(), name="api_planning_trace"),
    path(f"{PROJECT}trace/tasks/", endpoints.UnaskedEndpoint.as_view(), name="api_planning_unasked_tasks"),
    path(
        f"{REQUIREMENT}convert/",
        endpoints.ConvertEndpoint.as_view(),
        name="api_planning_convert_requirement",
    ),
    path(
        f"{REQUIREMENT}tasks/",
        endpoints.RequirementTasksEndpoint.as_view(),
        name="api_planning_requirement_tasks",
    ),
    path(f"{REQUIREMENT}tasks/link/", endpoints.LinkEndpoint.as_view(), name="api_planning_link_requirement"),
    path(
        f"{REQUIREMENT}tasks/<int:task>/unlink/",
        endpoints.UnlinkEndpoint.as_view(),
        name="api_planning_unlink_requirement",
    ),
    path(f"{PRICE}history/", endpoints.PricesEndpoint.as_view(), name="api_planning_prices"),
    path(PRICE, endpoints.PriceEndpoint.as_view(), name="api_planning_price_scope_item"),
    path(PARTS, endpoints.ResponsibilitiesEndpoint.as_view(), name="api_planning_responsibilities"),
    path(
        OF_DELIVERABLE,
        endpoints.DeliverablePartsEndpoint.as_view(),
        name="api_planning_deliverable_parts",
    ),
    path(OF_PROCESS, endpoints.ProcessPartsEndpoint.as_view(), name="api_planning_process_parts"),
]
