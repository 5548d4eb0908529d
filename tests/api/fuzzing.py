"""Schemathesis against a server of this run: requests made up from the API's own description.

The description says what may be sent; `parameters` says which records there are, so that requests reach more
than missing ones. It runs as a program of its own: inside pytest it does not work with this pytest.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.urls import reverse

from tests.cast import TOKEN
from tests.house.world import World, addresses, sample
from toolkit.api.schema import ARGUMENT

PROGRAM = Path(sys.executable).with_name("st")
# A wish that a rule of the business refuses is no fault: who is named, what is open, which state it has.
UNASKED = "positive_data_acceptance"
CASES = int(os.environ.get("FUZZ_CASES", "1"))
SECONDS = os.environ.get("FUZZ_SECONDS", "45")
PHASES = os.environ.get("FUZZ_PHASES", "fuzzing")


def configuration(world: World) -> str:
    """The world's own records as the values of the paths, operation by operation."""
    lines = ["[parameters]", f'"path.org" = "{world.cast.acme.slug}"']
    for route in addresses("api/v1/o/"):
        path = "/" + ARGUMENT.sub(r"{\1}", route.route)
        values = {name: sample(world, route, name) for name in ARGUMENT.findall(route.route) if name != "org"}
        if values:
            lines += ["", "[[operations]]", f'include-path = "{path}"', "[operations.parameters]"]
            lines += [f'"path.{name}" = "{value}"' for name, value in values.items()]
    return "\n".join(lines)


def fuzz(server: str, world: World, folder: Path, **environment: Any) -> subprocess.CompletedProcess[str]:
    """One run; its output names every request that surprised, as a curl command."""
    file = folder / "schemathesis.toml"
    file.write_text(configuration(world))
    command = [
        str(PROGRAM), "--config-file", str(file), "run", f"{server}{reverse('schema')}?format=json",
        "--header", f"Authorization: Bearer {TOKEN}", "--url", server,
        "--phases", PHASES, "--max-examples", str(CASES), "--max-time", SECONDS, "--seed", "1", "--no-shrink",
        "--exclude-checks", UNASKED, "--suppress-health-check", "all", "--continue-on-failure",
        "--warnings", "off", "--no-color", "--generation-database", "none", "--request-timeout", "20",
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
