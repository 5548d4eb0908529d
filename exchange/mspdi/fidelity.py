"""The fidelity ledger: what became of every value in a file.

A value is a leaf element or an attribute. Each occurrence is counted once:

kept      it is in the plan unchanged, as a typed field or, word for word, in a record's `source_fields`
changed   it is in the plan in a form that says less (a rounded duration, a corrected level)
dropped   it is not in the plan: Project's schema does not know it, or its record could not be kept

`Plan` holds all that is kept; whoever stores less of it says so with `move`.
"""

from collections.abc import Iterator

KEPT, CHANGED, DROPPED = "kept", "changed", "dropped"
ORDER = (KEPT, CHANGED, DROPPED)
EXAMPLE_LENGTH = 80


class Entry:
    """Counts of one name. The example is of the worst fate met: dropped before changed before kept."""

    __slots__ = ("changed", "dropped", "example", "kept", "worst")

    def __init__(self) -> None:
        self.kept = self.changed = self.dropped = 0
        self.example, self.worst = "", -1

    def add(self, fate: str, example: str, times: int) -> None:
        setattr(self, fate, getattr(self, fate) + times)
        rank = ORDER.index(fate)
        if rank > self.worst or (rank == self.worst and not self.example):
            self.worst, self.example = rank, example[:EXAMPLE_LENGTH].strip()


class Ledger:
    """Counts by dotted name: `Task.Name`, `Task.PredecessorLink.LinkLag`, `Project.Title`,
    `Project@version`."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def count(self, name: str, fate: str, example: str = "", times: int = 1) -> None:
        entry = self._entries.get(name)
        if entry is None:
            entry = self._entries[name] = Entry()
        entry.add(fate, example, times)

    def move(self, prefix: str, *, to: str, example: str | None = None) -> int:
        """Counts all that `prefix` names, itself or below it, at a worse fate, and returns how many values
        those are.

        For a caller that does not store everything a plan holds; nothing ever moves back to a better fate.
        """
        return sum(self._worsen(entry, to, example) for name, entry in self._below(prefix))

    def _below(self, prefix: str) -> Iterator[tuple[str, Entry]]:
        below = (f"{prefix}.", f"{prefix}@", f"{prefix}#")
        return (
            (name, entry) for name, entry in self._entries.items() if name == prefix or name.startswith(below)
        )

    def _worsen(self, entry: Entry, to: str, example: str | None) -> int:
        moved = 0
        for fate in ORDER[: ORDER.index(to)]:
            moved += getattr(entry, fate)
            setattr(entry, fate, 0)
        if moved:
            entry.add(to, entry.example if example is None else example, moved)
        return moved

    def totals(self) -> dict[str, int]:
        """How many values were kept, changed and dropped in all."""
        return {fate: sum(getattr(entry, fate) for entry in self._entries.values()) for fate in ORDER}

    def fields(self) -> dict[str, dict[str, int | str]]:
        """The report, by name in alphabetical order."""
        return {name: self._row(entry) for name, entry in sorted(self._entries.items())}

    def _row(self, entry: Entry) -> dict[str, int | str]:
        return {
            "kept": entry.kept,
            "changed": entry.changed,
            "dropped": entry.dropped,
            "example": entry.example,
        }
