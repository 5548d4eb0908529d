"""Writes the corpus into every text that people read, of every record in the scene."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction

from tenancy.scope import tenant_tx
from tests.browser.corpus import PAYLOADS, fitting
from tests.browser.scene import Scene

# Texts that people write. Everything else that is text is a key, a code or an address.
WRITTEN = {
    "body",
    "consequence",
    "description",
    "detail",
    "error",
    "label",
    "message",
    "name",
    "name_zh",
    "note",
    "notes",
    "purpose",
    "purpose_zh",
    "reason",
    "subject",
    "text",
    "title",
    "title_zh",
}
LONG = 4000


@dataclass
class Poisoned:
    """What was written where."""

    fields: Counter[str] = field(default_factory=Counter)
    payloads: Counter[str] = field(default_factory=Counter)
    kept_out: Counter[str] = field(default_factory=Counter)


def poison(scene: Scene) -> Poisoned:
    """Every record of Acme; what the database lets nobody change (its logs) is left as it is."""
    done, turn = Poisoned(), 0
    with tenant_tx(scene.cast.acme.pk):
        for model in apps.get_models():
            if not hasattr(model, "organization_id") or model._meta.proxy:
                continue
            for row in model._base_manager.all()[:12]:
                for column in texts(model):
                    turn += write(row, column, scene.world.marks, turn, done)
    return done


def texts(model: type[models.Model]) -> list[Any]:
    """The columns of a model that may hold text, keys and choices apart."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, kinds) and not isinstance(one, models.EmailField) and not one.choices
    ]


def write(row: Any, column: Any, marks: Any, turn: int, done: Poisoned) -> int:
    """Put what fits in the column's place; 1 where that was done."""
    value, where = getattr(row, column.attname), f"{row._meta.label}.{column.name}"
    if isinstance(column, models.JSONField):
        new: Any = inside(value, marks, turn)
    elif isinstance(value, str) and (marked(value, marks) or (column.name in WRITTEN and value)):
        new = fitting(column.max_length or LONG, turn)
    else:
        return 0
    if not new or new == value:
        return 0
    try:
        with transaction.atomic():
            changed = type(row)._base_manager.filter(pk=row.pk).update(**{column.attname: new})
    except DatabaseError:
        done.kept_out[where] += 1
        return 0
    done.fields[where] += changed
    done.payloads.update(one for one in PAYLOADS if one in str(new))
    return 1


def marked(value: str, marks: Any) -> bool:
    """Whether the world's own canary stands in a text, as it does in all that people write."""
    return any(mark in value for mark in (marks.internal, marks.shared, marks.other))


def inside(value: Any, marks: Any, turn: int) -> Any:
    """A JSON value with its marked texts replaced."""
    if isinstance(value, dict):
        return {key: inside(one, marks, turn) for key, one in value.items()}
    if isinstance(value, list):
        return [inside(one, marks, turn) for one in value]
    return fitting(LONG, turn) if isinstance(value, str) and marked(value, marks) else value
