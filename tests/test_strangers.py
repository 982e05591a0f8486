"""Programs as they are published, in ``tests/strangers``, preview offline without one answer given.

What packages besides pulumi-aws do stand-ins do there, in their own words: components and functions of a plugin.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.findings import Outcome
from policypack.engine.registry import all_rules
from policypack.offline import judge_program
from policypack.sources.foresight import Foresight
from policypack.sources.program import run_program
from tests.examples import IMPORTED
from tests.forks import run_fork

STRANGERS = Path(__file__).with_name("strangers")
PROGRAMS: dict[str, tuple[int, tuple[str, ...]]] = {
    "another_stack": (4, ("the outputs of stack 'organization/network/dev' are unknown",)),
    "certificate": (8, ("1 data source answered",)),
    "components": (9, ()),
    "containers": (8, ("awsx:ec2:Vpc 'network' is a remote component", "1 value made in a callback stays unknown")),
    "default_vpc": (8, ("3 data sources answered",)),
    "deployer": (3, ("the program of stack 'live' was previewed where the script updates it",)),
    "dynamic_provider": (4, ()),
    "keys": (9, ("1 value made in a callback stays unknown",)),
    "kubernetes_on_eks": (
        5,
        ("eks:index:Cluster 'cluster' is a remote", "kubernetes:helm.sh/v4:Chart 'ingress' is a remote"),
    ),
    "regions": (19, ()),
    "secrets_read": (2, ("4 data sources answered",)),
    "what_exists": (8, ("5 data sources answered",)),
}
"""How many resources each registers, components and other packages' included, and what the run says."""


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_stranger_s_program_runs_as_it_is(name: str) -> None:
    run = run_program(
        STRANGERS / f"{name}.py",
        config={"aws:region": "us-east-1"},
        run=partial(run_fork, modules=IMPORTED),
        foresight=Foresight(),
    )
    judged = judge_program(run, Configuration(all_rules()))
    registered, warnings = PROGRAMS[name]
    assert judged.resource_count == registered
    assert len(run.warnings) == len(warnings), run.warnings
    for warning in warnings:
        assert any(one.startswith(warning) for one in run.warnings), warning
    rejected = [one for one in judged.findings if one.outcome is Outcome.VIOLATED and one.rejects is not None]
    assert [(one.rule, one.resource_name, one.problem) for one in rejected] == []
    assert not [one for one in judged.findings if one.outcome is Outcome.CRASHED]


def test_there_are_twelve_of_them() -> None:
    programs = {file.stem for file in STRANGERS.glob("*.py") if not file.stem.startswith("pulumi_")}
    assert programs == set(PROGRAMS)
    assert len(programs) >= 12
