"""Addresses of where priorities collide."""

from django.urls import path

from planning import api_streams as endpoints
from planning.views import streams

CONFLICTS = "projects/<str:key>/priority-conflicts/"
DECIDE = f"{CONFLICTS}<str:conflict>/decide/"

workspace = [
    path(CONFLICTS, streams.PriorityConflicts.as_view(), name="planning_priority_conflicts"),
    path(DECIDE, streams.DecidePriority.as_view(), name="planning_decide_priority"),
]
api = [
    path(CONFLICTS, endpoints.ConflictsEndpoint.as_view(), name="api_planning_priority_conflicts"),
    path(
        f"{CONFLICTS}decisions/",
        endpoints.DecisionsEndpoint.as_view(),
        name="api_planning_priority_decisions",
    ),
    path(DECIDE, endpoints.DecideEndpoint.as_view(), name="api_planning_decide_priority"),
]
