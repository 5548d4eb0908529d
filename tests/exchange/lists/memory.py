"""What it costs in memory to refuse hostile workbooks. Run as a module; prints one JSON line of KiB."""

import json
import os
import sys
from io import BytesIO

import django

from exchange.lists.errors import ListRefused
from exchange.lists.guard import check_workbook
from tests.exchange.lists.test_workbooks import HOSTILE


def refused(content: bytes) -> int:
    """KiB that refusing adds, in a child of its own, so that what made the file does not count."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)  # or a child that fails would be waited for without end
        os.waitpid(child, 0)
        return int(os.read(read, 32))
    before = current()
    reset()
    try:
        check_workbook(BytesIO(content))
        sys.exit("was not refused")
    except ListRefused:
        os.write(write, str(high_water() - before).encode())
        os._exit(0)


def status(name: str) -> int:
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(name))


def current() -> int:
    return status("VmRSS")


def high_water() -> int:
    return status("VmHWM")


def reset() -> None:
    """Forget the former high water mark."""
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")


def main() -> None:
    django.setup()  # a refusal is words, and those ask for the language
    costs = {name: refused(made()) for name, (made, _why) in HOSTILE.items()}
    print(json.dumps({**costs, "refused": len(costs)}))


if __name__ == "__main__":
    main()
