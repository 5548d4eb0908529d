"""What an import did or would do, in the shape that page, API and command answer."""

from typing import Any, TypedDict

from exchange.mspdi.reader import Plan
from planning.loading import LoadResult


class FieldReport(TypedDict):
    """What became of one element of the file: counts, and an example of the worst fate."""

    kept: int
    changed: int
    dropped: int
    example: str


class Report(TypedDict):
    """`created`, `updated`, `unchanged`, `removed`: rows by kind. `fields`: by dotted element name."""

    created: dict[str, int]
    updated: dict[str, int]
    unchanged: dict[str, int]
    removed: dict[str, int]
    fields: dict[str, Any]
    warnings: list[str]


def report_of(plan: Plan, result: LoadResult) -> Report:
    """The report in the active language. A task that left the file stays in the plan and is warned of."""
    return Report(
        created=result.created,
        updated=result.updated,
        unchanged=result.unchanged,
        removed=result.removed,
        fields=plan.ledger.fields(),
        warnings=[
            *(str(remark) for remark in plan.remarks),
            *(f"{code}: {what}" for code, what in result.warnings),
        ],
    )
