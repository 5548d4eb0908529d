"""What search reads of the records, kept up to date."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from records.models import Comment, CustomValues, Entry, FileAttachment
from records.words import indexed
from tenancy.actors import Actor
from tenancy.scope import JOB_TIMEOUT, tenant_tx
from tenancy.verbs import require

AT_ONCE = 100
LONGEST_BESIDE = 200_000


def index_entries(*, actor: Actor, at_most: int = 10_000) -> int:
    """Read the entries that changed since search read them last; answers how many.

    Each hundred is claimed and written in a transaction of its own: a killed worker leaves the rest as they
    were, two workers take different ones, and whoever is writing a record is not waited for. Derived from
    what stands in the trail already, so it leaves no line there.
    """
    require(actor, "records.index_entries")
    total, read = 0, AT_ONCE
    while read == AT_ONCE and total < at_most:
        with tenant_tx(actor.organization.id, timeout=JOB_TIMEOUT):
            read = _index(_claimed())
        total += read
    return total


def _claimed() -> Sequence[Entry]:
    rows = Entry.objects.filter(indexed=False).select_for_update(skip_locked=True, of=("self",))
    return list(rows.only("title", "title_zh", "body")[:AT_ONCE])


def _index(found: Sequence[Entry]) -> int:
    more = _beside([entry.pk for entry in found])
    for entry in found:
        read = indexed(titles=(entry.title, entry.title_zh), body="\n".join([entry.body, *more[entry.pk]]))
        entry.words, entry.pinyin, entry.indexed = read.words, read.pinyin, True
    Entry.objects.bulk_update(found, ["words", "pinyin", "indexed"])
    return len(found)


def _beside(keys: Sequence[UUID]) -> dict[UUID, list[str]]:
    """What was said about records, the names of their files, and what stands in their custom fields."""
    said = Comment.objects.filter(entry__in=keys, withdrawn_at__isnull=True).order_by("pk")
    files = FileAttachment.objects.live().filter(entry__in=keys).order_by("pk")
    filled = CustomValues.objects.filter(entry__in=keys).values_list("entry_id", "values")
    texts = chain(
        said.values_list("entry_id", "text"),
        files.values_list("entry_id", "name"),
        ((key, text) for key, values in filled for text in _texts(values)),
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    room: dict[UUID, int] = defaultdict(lambda: LONGEST_BESIDE)
    for key, text in texts:
        found[key].append(text[: room[key]])
        room[key] = max(0, room[key] - len(text))
    return found


def _texts(values: dict[str, Any]) -> list[str]:
    """The values that are words or numbers as people write them."""
    return [str(one) for one in values.values() if isinstance(one, str | int | float)]
