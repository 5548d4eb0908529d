"""`expand=`: records that a row points to, shown with it. One query for a whole page, through a selector."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from toolkit.api.rows import Field, unknown_name
from toolkit.errors import BadParameter

MOST = 5


class Expansion:
    """What `expand=<name>` adds to a row.

        expand = {"owner": Expansion(selectors.people, PERSON, source="owner_id")}

    `selector(actor=…)` answers the records that the actor may see: of others the row says null. `source` is
    the path of the identifier in the row, `key` the field of the record that it names.
    """

    def __init__(
        self,
        selector: Callable[..., QuerySet[Any]],
        row: Sequence[Field],
        *,
        source: str,
        key: str = "pk",
    ) -> None:
        self.selector, self.row, self.source, self.key = selector, row, source, key

    def load(self, actor: Any, keys: Iterable[Any]) -> dict[Any, dict[str, Any]]:
        """The records with these identifiers, as rows."""
        wanted = {key for key in keys if key is not None}
        if not wanted:
            return {}
        rows = self.selector(actor=actor).filter(Q((f"{self.key}__in", wanted))).order_by()
        names = [field.name for field in self.row]
        found = rows.values_list(self.key, *(field.source for field in self.row))
        return {key: dict(zip(names, values, strict=True)) for key, *values in found}


def chosen_expansions(declared: Mapping[str, Expansion], given: str | None) -> Mapping[str, Expansion]:
    """The expansions that `expand=` names: at most five, none inside another."""
    names = dict.fromkeys(given.split(",")) if given else {}
    if not declared.keys() >= names.keys():
        raise unknown_name("expand", declared)
    if len(names) > MOST:
        raise BadParameter(_("Expand at most 5 at once."), field="expand")
    return {name: declared[name] for name in names}


def expand_rows(
    rows: Sequence[dict[str, Any]],
    keys: Mapping[str, Sequence[Any]],
    chosen: Mapping[str, Expansion],
    actor: Any,
) -> None:
    """Put `expanded` into each row; `keys` holds, by name, the identifier of each row."""
    loaded = {name: one.load(actor, keys[name]) for name, one in chosen.items()}
    for number, row in enumerate(rows):
        row["expanded"] = {name: loaded[name].get(keys[name][number]) for name in chosen}
