"""What each answer has to be, worked out from the registered policy and from who asks; nothing else.

This does not call `tenancy.rules`: it says the same a second time, in its own words.
"""

from typing import Any

from tenancy.rules import REGISTRY, Rule
from tests.house.attached import INNER
from tests.house.backbone import FOUND_IN_PART
from tests.house.inputs import is_endpoint
from tests.house.world import CARRIER_POLICY, FOUND_BY, HANGING, OWN, OWNED, OWNED_BY_ADA, arguments
from tests.isolation.visitors import CLIENTS, EVERYWHERE, Visitor
from toolkit.registry import Open, Route

SIGN_IN, UNAUTHORIZED, MISSING, DENIED, NO_METHOD, OPEN, FAULT = (
    "is asked to sign in",
    "is unauthorized",
    "finds nothing",
    "is denied",
    "has no such method",
    "gets an answer",
    "meets a fault",
)
METHODS = ("get", "post", "put", "patch", "delete")


# A good GET shows the page, sends on, or says that it is not possible in the present state.
SHOWN = (200, 302, 409)


def judged(answer: Any, method: str = "") -> str:
    """What an answer says."""
    named = {401: UNAUTHORIZED, 403: DENIED, 404: MISSING, 405: NO_METHOD}
    if answer.status_code in named:
        return named[answer.status_code]
    if answer.status_code == 302 and answer["Location"].startswith("/accounts/login/"):
        return SIGN_IN
    if answer.status_code >= 500 or (method == "get" and answer.status_code not in SHOWN):
        return FAULT
    return OPEN


def expected(visitor: Visitor, route: Route, method: str) -> str:
    """What this visitor must be told here."""
    unknown = visitor.standing == "nobody" or (visitor.token and not is_endpoint(route))
    if unknown:
        return UNAUTHORIZED if is_endpoint(route) else SIGN_IN
    if visitor.standing == "stranger" or not has_door(visitor, route):
        return MISSING
    return endpoint(visitor, route, method) if is_endpoint(route) else page(visitor, route, method)


def has_door(visitor: Visitor, route: Route) -> bool:
    """Clients have the portal, the organization's own people everything else."""
    return bool(visitor.roles & set(CLIENTS)) == route.route.startswith("portal/")


def page(visitor: Visitor, route: Route, method: str) -> str:
    """A page has one policy: first whether the record is there, then whether he may, then the method."""
    view, policies = route.view, route.door.policies  # type: ignore[union-attr]
    wanted = next(iter(policies.values()))
    refused = refusal(visitor, route, wanted)
    takes = method in policies and method in view.http_method_names  # type: ignore[union-attr]
    return refused or (OPEN if takes else NO_METHOD)


def endpoint(visitor: Visitor, route: Route, method: str) -> str:
    """An endpoint has a policy for each method, and no other methods."""
    policies = route.door.policies  # type: ignore[union-attr]
    if method not in policies:
        return NO_METHOD
    return refusal(visitor, route, policies[method]) or OPEN


def refusal(visitor: Visitor, route: Route, policy: str | Open) -> str:
    """Missing where he may not even know the record, denied where he may not do this, else nothing."""
    if is_missing(visitor, route):
        return MISSING
    wanted = [policy, CARRIER_POLICY] if HANGING in route.route else [policy]
    wanted += [INNER[route.name]] if route.name in INNER else []
    denied = any(not isinstance(one, Open) and not may(visitor, one, route) for one in wanted)
    return DENIED if denied else ""


def is_missing(visitor: Visitor, route: Route) -> bool:
    finders = {"owner"} if route.name in OWN else FOUND_BY.get(route.name or "")
    if finders is not None and not (visitor.roles & finders or (owns(visitor, route) and "owner" in finders)):
        return True
    for part, (reading, everything, own) in FOUND_IN_PART.items():
        if part in route.route and not visitor.roles & everything:
            finds = own in visitor.on_project if own else owns(visitor, route)
            return not finds and (not own or may(visitor, reading, route))
    of_a_row = HANGING in route.route or "withdrawn/<uuid:entry>/" in route.route
    if "key" not in arguments(route) and not of_a_row:
        return False
    if route.route.startswith("portal/"):
        return visitor.name == "other client"
    return not (visitor.on_project or visitor.roles & set(EVERYWHERE))


def owns(visitor: Visitor, route: Route) -> bool:
    """Whether the record is his: the one that the address names, or where it names none, one of his own."""
    return visitor.owns or (visitor.has_own and set(arguments(route)) == {"org"})


def may(visitor: Visitor, policy: str, route: Route) -> bool:
    """A policy that is not registered allows nobody."""
    rule: Rule | None = REGISTRY.get(policy)
    if rule is None:
        return False
    if visitor.scopes is not None and (rule.people_only or rule.scope not in visitor.scopes):
        return False
    wide = visitor.roles & set(EVERYWHERE)
    held = (wide | visitor.on_project) if rule.project else visitor.roles
    # a role that acts on its own records only holds nothing on a record of somebody else
    owners = OWNED if visitor.owns else OWNED + OWNED_BY_ADA
    is_others = any(part in route.route for part in owners)
    return bool(held & (rule.roles - rule.own if is_others else rule.roles))
