"""What programs in other languages need: Pulumi's own host for YAML, and the packages of npm for TypeScript."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.engine.pulumi_cli import Unavailable, cache_directory, locked

_HERE = Path(__file__).parent
_YAML_HOST = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
_SECONDS = 1800


def yaml_host() -> Path | Unavailable:
    """The executable, built once. Its module has the CLI's own dependencies, so that few of them are compiled again."""
    command = ["go", "build", "-mod=readonly", "-o", "{made}/pulumi-language-yaml", _YAML_HOST]
    made = _made("yaml-host", _HERE / "yaml_host", ("go.mod", "go.sum"), command)
    return made if isinstance(made, Unavailable) else made / "pulumi-language-yaml"


def node_modules() -> Path | Unavailable:
    """The folder ``node_modules`` of ``node/package.json``, installed once."""
    if shutil.which("node") is None:
        return Unavailable("no `node` on PATH: install Node.js 20 or newer (https://nodejs.org/)")
    command = ["npm", "ci", "--prefix", "{made}", "--no-audit", "--no-fund", "--ignore-scripts"]
    made = _made("node", _HERE / "node", ("package.json", "package-lock.json"), command)
    return made if isinstance(made, Unavailable) else made / "node_modules"


def _made(kind: str, source: Path, files: Sequence[str], command: Sequence[str]) -> Path | Unavailable:
    """The folder that the command makes of the files, from the cache if they are the same."""
    key = hashlib.sha256(b"".join((source / name).read_bytes() for name in files)).hexdigest()[:16]
    home = cache_directory() / kind / key
    home.parent.mkdir(parents=True, exist_ok=True)
    with locked(home.with_suffix(".lock")):
        if home.exists():
            return home
        tool = shutil.which(command[0])
        if tool is None:
            return Unavailable(f"no `{command[0]}` on PATH, which {kind} is made with")
        with tempfile.TemporaryDirectory(prefix="making-", dir=home.parent) as folder:
            made = Path(folder) / "made"
            made.mkdir()
            for name in files:
                shutil.copyfile(source / name, made / name)
            told = [tool, *(word.format(made=made) for word in command[1:])]
            done = subprocess.run(told, cwd=source, capture_output=True, text=True, check=False, timeout=_SECONDS)
            if done.returncode != 0:
                last = " / ".join(done.stderr.strip().splitlines()[-3:])
                return Unavailable(f"{kind} could not be made with {tool}: {last}")
            made.rename(home)
    return home
