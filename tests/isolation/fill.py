"""Many more rows in every table of one organization, made from those it has; knows no model by name."""

import copy
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, models, transaction

from tenancy.models import User
from tenancy.scope import JOB_TIMEOUT, tenant_tx
from tests.isolation.walking import tenant_models
from toolkit.identifiers import uuid7

# Tables that take no copies; each says why.
NOT_COPIED = {
    "tenancy.UnsealedLine": "filled by a trigger, with each audit line",
    "tenancy.AuditSeal": "written by the database's own function",
    "tenancy.AuditHead": "written by the database's own function",
    "notifications.ChangeCounter": "one row for each organization",
    "projects.IntakeCounter": "one row for each organization",
    "records.FileUsage": "one row for each organization",
    "projects.SowSite": "the database takes none for a version that has left the draft, as most copies have",
    "tenancy.ActionSwitch": "there are not five hundred pairs of role and action",
    "tenancy.TokenUse": "one row for each key, written when it is used",
}
Vary = Callable[[Any, int], None]


def fill(organization_id: UUID, mark: str, count: int) -> dict[str, int]:
    """Adds `count` rows to every table, each text with the mark; answers how many came to be, by label."""
    users = User.objects.bulk_create(
        User(email=f"{mark}-{n}@rival.test".lower(), name=f"{mark} {n}", password="!") for n in range(count)
    )
    found = {}
    with tenant_tx(organization_id, timeout=JOB_TIMEOUT):
        for model in parents_first(tenant_models()):
            found[model._meta.label] = Filler(model, mark, [user.pk for user in users]).fill(count)
    return found


def parents_first(all_models: list[Any]) -> list[Any]:
    """Each table after those it points to."""
    done: list[Any] = []

    def add(model: Any) -> None:
        if model in done:
            return
        for field in model._meta.local_fields:
            if field.is_relation and field.related_model in all_models and field.related_model is not model:
                add(field.related_model)
        done.append(model)

    for model in all_models:
        add(model)
    return done


def free_texts(model: Any) -> Iterator[Any]:
    """Columns wide enough for what people write."""
    for field in model._meta.local_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if is_text and (field.max_length is None or field.max_length >= 60):
            yield field


def is_words(value: str | None) -> bool:
    """Whether a value is what people write, not a code that the house reads."""
    return value is not None and (not value or " " in value or "CANARY" in value)


class Filler:
    """Copies of the rows that one table has."""

    def __init__(self, model: Any, mark: str, users: list[Any]) -> None:
        self.model, self.mark, self.users = model, mark, users
        self.fields = {field.name: field for field in model._meta.local_fields}
        self.patterns = list(model._default_manager.defer(None).order_by("pk")[:3])

    def fill(self, count: int) -> int:
        """Tries to vary texts and plain values first, then references, until the table takes the rows."""
        for prefer_keys in (False, True):
            for texts in (True, False):
                rows = [
                    self.copy(n, texts=texts, prefer_keys=prefer_keys)
                    for n in range(count if self.patterns else 0)
                ]
                try:
                    with transaction.atomic():
                        return len(self.model._default_manager.bulk_create(rows, batch_size=1000))
                except DatabaseError:
                    continue
        return 0

    def copy(self, n: int, *, texts: bool, prefer_keys: bool) -> Any:
        row = copy.copy(self.patterns[n % len(self.patterns)])
        row.pk, row._state = uuid7(), copy.copy(row._state)
        row._state.adding, row._state.fields_cache = True, {}
        for field in free_texts(self.model) if texts else ():
            if is_words(getattr(row, field.name)):
                setattr(row, field.name, self.word(field, n))
        for field in self.varied(prefer_keys):
            self.vary(row, field, n)
        return row

    def word(self, field: Any, n: int) -> str:
        if isinstance(field, models.EmailField):
            return f"{self.mark}-{n}@rival.test".lower()
        return f"{self.mark} {n}"[: field.max_length or None]

    def varied(self, prefer_keys: bool) -> list[Any]:
        """For each uniqueness of the table one field that tells the copies apart."""
        found = []
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                names = [name for name in constraint.fields if name not in ("organization", "id")]
                fields = sorted(
                    (self.fields[n] for n in names),
                    key=lambda f: (bool(f.choices), f.is_relation != prefer_keys),
                )
                found += fields[:1] if len(names) == len(constraint.fields) - 1 else []
        return list(dict.fromkeys(found))

    def vary(self, row: Any, field: Any, n: int) -> None:
        value = getattr(row, field.attname)
        if field.is_relation and field.null and value is None:
            return  # nothing is as unique as nothing, and a rule may ask for it
        if field.is_relation:
            self.refer(row, field, n)
        elif isinstance(field, models.UUIDField):
            setattr(row, field.name, uuid7())
        elif isinstance(field, models.IntegerField):
            setattr(row, field.name, 5000 + n)
        elif isinstance(field, models.DateField):
            setattr(row, field.name, value + timedelta(days=n + 1))
        else:
            setattr(row, field.name, f"Z{n:05d}" if (field.max_length or 99) < 60 else f"{self.mark} {n}")

    def refer(self, row: Any, field: Any, n: int) -> None:
        """Another row of the target, and with it what both must agree on."""
        if field.related_model is User:
            setattr(row, field.attname, None if field.null else self.users[n % len(self.users)])
            return
        targets = self.targets(field.related_model)
        target = targets[n % len(targets)]
        setattr(row, field.attname, target.pk)
        for name in getattr(field, "also", ()):
            setattr(row, self.fields[name].attname, getattr(target, f"{name}_id"))
            if name == "project" and "client" in self.fields:
                row.client_id = target.client_id

    def targets(self, model: Any) -> list[Any]:
        if not hasattr(self, "_targets"):
            self._targets: dict[Any, list[Any]] = {}
        if model not in self._targets:
            self._targets[model] = list(model._default_manager.order_by("-pk")[: len(self.users)])
        return self._targets[model]
