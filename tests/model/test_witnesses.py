"""Witnesses of rows as trees."""

from __future__ import annotations

from policypack.constraint import Table


def test_a_witness_leaves_the_arguments_of_all_witnesses_as_they_are() -> None:
    base = {"source": {"type": "GITHUB"}}
    table = Table("CodeBuild", {}, {"project": base})
    assert table.inputs("project", {"source.type": "CODEPIPELINE"}) == {"source": {"type": "CODEPIPELINE"}}
    assert base == {"source": {"type": "GITHUB"}}
