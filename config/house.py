"""The house as it is: every model, table, address, task, fact, job, policy and verb, from the registries."""

import inspect
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings

from config.celery import app as celery
from config.timetable import TIMETABLE
from tenancy import catalogue, rules
from tenancy.listeners import EVENTS, LISTENERS, QUIET
from tenancy.tasks import SweepTask, TenantTask
from tenancy.verbs import VERBS
from toolkit.registry import Open, Route, routes

Row = dict[str, Any]

# Addresses that are no page kind and no endpoint of ours: exactly these, or everything below a "/…".
FOREIGN = {
    "accounts/…": "allauth: sign-in and passwords; asks for the login itself",
    "admin/…": "Django admin: platform staff inside one chosen organization, kept by PlatformMiddleware",
    "i18n/setlang/": "Django: keeps the chosen language in a cookie",
    "api/v1/schema/": "drf-spectacular: describes the API, reads no row",
    "api/v1/docs/": "drf-spectacular: the same description for people",
    "healthz": "says that the process lives, reads no row",
    "readyz": "says whether database and broker answer, reads no row",
    "ui/": "gallery of components with made-up values, outside production only",
    "ui/<slug:page>/": "gallery of components with made-up values, outside production only",
}


def inventory() -> dict[str, list[Row]]:
    """Everything, section by section, each sorted by its first column."""
    return {name: section() for name, section in SECTIONS.items()}


def models() -> list[Row]:
    """Every model: tenant or global with a reason, and the walls it declares."""
    return sorted((_model(model) for model in apps.get_models(include_auto_created=True)), key=_first)


def _model(model: Any) -> Row:
    meta = model._meta
    is_tenant = getattr(model, "is_tenant_table", False)
    return {
        "label": meta.label,
        "table": meta.db_table,
        "kind": "tenant" if is_tenant else "global",
        "reason": "" if is_tenant else catalogue.GLOBAL_TABLES.get(meta.db_table, ""),
        "walls": Counter(type(c).__name__ for c in meta.constraints) if is_tenant else {},
        "portal": getattr(model, "portal", ""),
        "append_only": getattr(model, "append_only", False),
    }


def tables() -> list[Row]:
    """Every table of the database, and how it is secured there."""
    return [
        {
            "table": table.name,
            "kind": "tenant" if table.has_tenant else "global",
            "secured": table.secured and table.forced,
            "policies": table.permissive,
            "portal": table.portal_reads,
        }
        for table in catalogue.tables()
    ]


def urls() -> list[Row]:
    """Every address: its kind, and the policy of each method or why it has none."""
    return sorted((_url(route) for route in routes()), key=_first)


def _url(route: Route) -> Row:
    door = route.door
    view = route.view or inspect.unwrap(route.callback)
    policies = door.policies if door else {}
    return {
        "route": route.route,
        "name": route.name or "",
        "view": f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}",
        "kind": door.kind if door else "foreign",
        "policies": {method: _policy(policy) for method, policy in policies.items()},
        "reason": "" if door else reason_of(route.route),
    }


def _policy(policy: str | Open) -> str:
    return f"open: {policy.reason}" if isinstance(policy, Open) else policy


def reason_of(route: str) -> str:
    """Why an address may be no page kind and no endpoint of ours; empty when it may not."""
    below = next(
        (why for head, why in FOREIGN.items() if head[-1] == "…" and route.startswith(head[:-1])), ""
    )
    return FOREIGN.get(route, below)


def tasks() -> list[Row]:
    """Every Celery task of ours."""
    found = ((name, task) for name, task in celery.tasks.items() if is_ours(name))
    return sorted((_task(name, task) for name, task in found), key=_first)


def _task(name: str, task: Any) -> Row:
    kind = "tenant" if isinstance(task, TenantTask) else "sweep" if isinstance(task, SweepTask) else ""
    parameters = inspect.signature(task.run).parameters.values()
    return {
        "name": name,
        "kind": kind,
        "keyword_only": all(p.kind is p.KEYWORD_ONLY for p in parameters),
        "scheduled": name in {str(entry["task"]) for entry in TIMETABLE.values()},
    }


def events() -> list[Row]:
    """Every fact: who listens, or why nobody does."""
    return [
        {
            "name": name,
            "listeners": sorted(listener.key for listener in LISTENERS.get(name, [])),
            "reason": QUIET.get(name, ""),
        }
        for name in filter(is_ours, sorted(EVENTS))
    ]


def timetable() -> list[Row]:
    """Every periodic job."""
    return [
        {"name": name, "task": entry["task"], "schedule": str(entry["schedule"])}
        for name, entry in sorted(TIMETABLE.items())
    ]


def policies() -> list[Row]:
    """Every action and the roles that may do it."""
    return [
        {"name": name, "roles": sorted(rule.roles), "project": rule.project, "scope": rule.scope}
        for name, rule in sorted(rules.REGISTRY.items())
        if is_ours(name)
    ]


def verbs() -> list[Row]:
    """Every service that writes."""
    return [{"name": name} for name in filter(is_ours, sorted(VERBS))]


def rooms() -> list[Row]:
    """Every room, lowest floor first, with its purpose."""
    return [
        {"name": name, "purpose": (inspect.getdoc(apps.get_app_config(name).module) or "").split("\n")[0]}
        for name in ("toolkit", *settings.MILEPOST_ROOMS)
    ]


def is_ours(name: str) -> bool:
    """Whether a dotted name begins with one of our rooms (libraries and tests register things too)."""
    return name.split(".")[0] in {"toolkit", "config", *settings.MILEPOST_ROOMS}


def _first(row: Row) -> str:
    return str(next(iter(row.values())))


SECTIONS: dict[str, Callable[[], list[Row]]] = {
    "rooms": rooms,
    "models": models,
    "tables": tables,
    "urls": urls,
    "tasks": tasks,
    "events": events,
    "timetable": timetable,
    "policies": policies,
    "verbs": verbs,
}
