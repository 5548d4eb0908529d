"""Endpoint that derives the demand for people from the plan."""

from planning.services.demand import derive_demand
from planning.views.subjects import OfProject
from toolkit.api import ActionEndpoint


class DeriveDemandEndpoint(OfProject, ActionEndpoint):
    """Make demand lines of what the plan says."""

    policies = {"post": "planning.derive_demand"}
    services = {"post": derive_demand}
    versioned = False
