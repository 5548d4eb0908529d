"""What a person should know about a plan that was read: gathered by kind, counted, with a few examples."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

EXAMPLES = 5
EXAMPLE_LENGTH = 60

TEXTS: dict[str, Promise] = {
    "blank_rows": ngettext_lazy(
        "%(count)s blank row was left out.", "%(count)s blank rows were left out.", "count"
    ),
    "blank_resources": ngettext_lazy(
        "%(count)s blank row of the resource sheet was left out.",
        "%(count)s blank rows of the resource sheet were left out.",
        "count",
    ),
    "external_tasks": ngettext_lazy(
        "%(count)s task of another project was left out: %(examples)s.",
        "%(count)s tasks of other projects were left out: %(examples)s.",
        "count",
    ),
    "external_links": ngettext_lazy(
        "%(count)s link to another project was left out: %(examples)s.",
        "%(count)s links to other projects were left out: %(examples)s.",
        "count",
    ),
    "broken_links": ngettext_lazy(
        "%(count)s link was left out because it joins no two tasks of the plan: %(examples)s.",
        "%(count)s links were left out because they join no two tasks of the plan: %(examples)s.",
        "count",
    ),
    "repeated_links": ngettext_lazy(
        "%(count)s link between two tasks that are linked already was left out: %(examples)s.",
        "%(count)s links between tasks that are linked already were left out: %(examples)s.",
        "count",
    ),
    "subprojects": ngettext_lazy(
        "%(count)s inserted project came in as one task; import its own file too: %(examples)s.",
        "%(count)s inserted projects came in as one task each; import their own files too: %(examples)s.",
        "count",
    ),
    "levels": ngettext_lazy(
        "%(count)s outline level that skipped a level was corrected: %(examples)s.",
        "%(count)s outline levels that skipped a level were corrected: %(examples)s.",
        "count",
    ),
    "unknown_calendars": ngettext_lazy(
        "%(count)s reference to a calendar that is not in the file was cleared: %(examples)s.",
        "%(count)s references to calendars that are not in the file were cleared: %(examples)s.",
        "count",
    ),
    "broken_assignments": ngettext_lazy(
        "%(count)s assignment was left out because its task or resource is not in the plan: %(examples)s.",
        "%(count)s assignments were left out because their task or resource is not in the plan: "
        "%(examples)s.",
        "count",
    ),
    "unreadable": ngettext_lazy(
        "%(count)s value could not be understood, and its field stays empty: %(examples)s.",
        "%(count)s values could not be understood, and their fields stay empty: %(examples)s.",
        "count",
    ),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One kind of remark: how often it applies, and the first few cases."""

    code: str
    count: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        more = ", …" if self.count > len(self.examples) else ""
        return str(TEXTS[self.code] % {"count": self.count, "examples": ", ".join(self.examples) + more})


class Remarks:
    """Collects remarks while a plan is read."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._examples: dict[str, list[str]] = {}

    def add(self, code: str, example: str = "") -> None:
        self._counts[code] = self._counts.get(code, 0) + 1
        examples = self._examples.setdefault(code, [])
        if example and len(examples) < EXAMPLES:
            examples.append(example[:EXAMPLE_LENGTH])

    def all(self) -> tuple[Remark, ...]:
        return tuple(Remark(code, count, tuple(self._examples[code])) for code, count in self._counts.items())
