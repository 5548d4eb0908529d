"""What the launcher refuses to do, told in one line."""


class LauncherError(Exception):
    """A line for the person at the terminal, and the exit code that goes with it."""

    def __init__(self, message: str, *, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


class PortBusy(LauncherError):
    """Somebody else listens where the web server should."""


class FolderBusy(LauncherError):
    """Another run holds the state folder."""

    def __init__(self, message: str, *, purpose: str) -> None:
        super().__init__(message, code=3)
        self.purpose = purpose


class Stopped(Exception):
    """A signal, or the end of the parent, asks this run to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
