"""The ``pulumi`` commands of the guides, run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.engine.engine import Engine
from tests.guides import GUIDES, PROGRAM, PROJECT, ROOT, commands, write_files


@pytest.mark.parametrize("guide", [*GUIDES, "start"])
def test_each_command_runs(engine: Engine, tmp_path: Path, guide: str) -> None:
    write_files(guide, tmp_path)
    told = commands(guide, "pulumi")
    assert told
    assert engine.up(PROGRAM, config={"aws:region": "eu-south-2"}).succeeded
    (tmp_path / PROJECT).rename(tmp_path / "unused")
    for file in tmp_path.glob("*.*"):
        (engine.project / file.name).write_bytes(file.read_bytes())
    for command in told:
        variable = re.match(r"(\w+)=(\S+) ", command)
        env = {variable[1]: variable[2].replace("$PWD", str(engine.project))} if variable else {}
        arguments = shlex.split(command)[2 if variable else 1 :]
        arguments = [str(ROOT) if one == "path/to/aws-guardrails" else one for one in arguments]
        result = engine.run(*arguments, env=env)
        said = (result.stdout + result.stderr).replace("\n", " ")
        if arguments[0] == "preview":
            # The program has faults; what is asked is that the pack judged it with this configuration.
            assert "s3-versioning" in said, str(result)
            assert "configuring policy pack" not in said, str(result)
        else:
            assert result.succeeded, str(result)
