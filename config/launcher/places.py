"""Where things live: the checkout, its virtual environment, and one state folder per run."""

import dataclasses
import os
from pathlib import Path

from .errors import LauncherError

ROOT = Path(os.path.abspath(__file__)).parents[2]


@dataclasses.dataclass(frozen=True)
class Places:
    """All paths of one run. `state` holds everything that a run writes."""

    state: Path
    root: Path = ROOT

    @classmethod
    def of_environment(cls) -> "Places":
        """State folder from MILEPOST_STATE, else `.milepost` in the checkout."""
        return cls(state=Path(os.path.abspath(os.environ.get("MILEPOST_STATE") or ROOT / ".milepost")))

    def below(self, name: str) -> "Places":
        """The same checkout with a state folder of its own inside this one."""
        return dataclasses.replace(self, state=self.state / name)

    def made(self) -> "Places":
        """These places, with the state folder created so that only its owner can enter it."""
        try:
            self.state.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.state.stat().st_mode & 0o066:
                self.state.chmod(0o700)
            for folder in (self.log, self.beat):
                folder.mkdir(mode=0o700, exist_ok=True)
        except FileExistsError as error:
            raise LauncherError(f"{self.state} is a file; set MILEPOST_STATE to a folder.") from error
        return self

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def stamps(self) -> Path:
        """What set-up already did; belongs to the checkout, not to a run."""
        return self.root / ".milepost" / "stamps"

    @property
    def log(self) -> Path:
        return self.state / "log"

    @property
    def beat(self) -> Path:
        return self.state / "beat"

    @property
    def backups(self) -> Path:
        return self.state / "backups"

    @property
    def secrets(self) -> Path:
        return self.state / "secrets.json"

    @property
    def app_env(self) -> Path:
        return self.state / "app.env"

    @property
    def owner_env(self) -> Path:
        return self.state / "owner.env"

    @property
    def static(self) -> Path:
        return self.state / "static"
