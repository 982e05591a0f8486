"""The pytest plugin ``guardrails``: previews of Pulumi programs in tests. ``docs/testing.md`` shows how to use it.

pytest loads it in every session of an environment that has the package, so it imports nothing before a test asks.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from policypack.kit import Guardrails


def pytest_addoption(parser: pytest.Parser) -> None:
    """The plugin's options."""
    group = parser.getgroup("guardrails", "previews of Pulumi programs (aws-guardrails)")
    group.addoption("--guardrails-update", action="store_true", help="write the snapshots of findings anew")
    group.addoption(
        "--guardrails-file", metavar="FILE", type=Path, help="the organization's settings (guardrails.yaml)"
    )
    parser.addini("guardrails_file", "the organization's settings (guardrails.yaml), from the root folder", default="")


@pytest.fixture
def guardrails(request: pytest.FixtureRequest) -> Guardrails:
    """Previews Pulumi programs: ``guardrails.preview(PATH_OR_FUNCTION).assert_clean()``."""
    from policypack.kit import Guardrails  # noqa: PLC0415 - a session without such a test does not pay for it
    from policypack.kit.snapshots import Snapshots  # noqa: PLC0415 - as above

    config = request.config
    snapshots = Snapshots(request.path, request.node.name, update=config.getoption("guardrails_update"))
    return Guardrails(config.rootpath, snapshots, _file(config))


def _file(config: pytest.Config) -> Path | None:
    """The organization's file that the call names, else the one that pytest's own file names."""
    called: Path | None = config.getoption("guardrails_file")
    if called is not None:
        return config.invocation_params.dir / called
    named = str(config.getini("guardrails_file"))
    return config.rootpath / named if named else None
