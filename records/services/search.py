"""What search reads of the records, kept up to date."""

from collections.abc import Sequence

from records.models import Entry
from records.words import indexed
from tenancy.actors import Actor
from tenancy.scope import JOB_TIMEOUT, tenant_tx
from tenancy.verbs import require

AT_ONCE = 100


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
    for entry in found:
        read = indexed(titles=(entry.title, entry.title_zh), body=entry.body)
        entry.words, entry.pinyin, entry.indexed = read.words, read.pinyin, True
    Entry.objects.bulk_update(found, ["words", "pinyin", "indexed"])
    return len(found)
