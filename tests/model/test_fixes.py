"""Steps of fixes as code: what a program's reader sees."""

from __future__ import annotations

import pytest

from policypack.fix import Add, Fix, Remove, fix
from policypack.fix.render import render


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (fix(Add("stages", "build")), 'stages=[..., "build"]'),
        (fix(Add("stages", "build", before=2)), 'stages=[..., "build", ...]'),
        (fix(Add("stages", "source", before=0)), 'stages=["source", ...]'),
        (fix(Remove("acl")), "without acl"),
        (fix(Remove("")), "without this resource"),
    ],
)
def test_code(one: Fix, code: str) -> None:
    assert render(one) == code
