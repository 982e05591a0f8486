"""A new rule works as it is written: it finds its bad example, and nothing in its good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.authoring.own_rule import Form, settings_for, write_own_rule
from policypack.authoring.properties import demand_on
from policypack.engine.examples import examples_of
from policypack.engine.findings import Outcome
from policypack.errors import ConfigurationError, RuleError
from policypack.laws.asking import findings, stated, told
from policypack.rule import AnyRule, Bad, Good, Undecided
from policypack.testing import own_rules
from tests.examples import run_example
from tests.test_commands import run


def made(folder: Path, token: str, form: Form, name: str | None = None) -> AnyRule:
    rules = folder / "rules"
    write_own_rule("acme-thing-right", rules, demand_on(token, name, only_texts=form == "stack"), form)
    settings_for(rules, folder / "guardrails.yaml")
    (rule,) = own_rules(folder / "guardrails.yaml")
    return rule


@pytest.mark.parametrize(
    ("token", "form", "name"),
    [
        ("aws:s3/bucket:Bucket", "resource", None),
        ("aws:s3/bucket:Bucket", "row", None),
        ("aws:s3/bucket:Bucket", "stack", None),
        ("aws:lambda/function:Function", "resource", "memorySize"),
        ("aws:lambda/function:Function", "row", "publish"),
        ("aws:rds/instance:Instance", "row", "instanceClass"),
        ("aws:ecs/service:Service", "resource", None),
        ("aws:cloudfront/distribution:Distribution", "row", "comment"),
        ("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "resource", "role"),
        ("aws:sqs/queue:Queue", "stack", None),
    ],
)
def test_it_answers_as_its_examples_say(tmp_path: Path, token: str, form: Form, name: str | None) -> None:
    rule = made(tmp_path, token, form, name)
    assert rule.applies_to == (token,)
    kinds = set()
    for example in examples_of(rule):
        kinds.add(type(example))
        found = findings(rule, *run_example(example))
        assert told(found, Outcome.VIOLATED) == (stated(example.finds) if isinstance(example, Bad) else {})
        if isinstance(example, Undecided):
            assert told(found, Outcome.UNDETERMINED) == stated(example.because)
    assert kinds == {Bad, Good, Undecided}


def test_the_settings_name_the_folder_once(tmp_path: Path) -> None:
    file, rules = tmp_path / "guardrails.yaml", tmp_path / "our rules"
    rules.mkdir()
    assert "written" in settings_for(rules, file)
    assert settings_for(rules, file) == ""
    file.write_text("levels: {all: advisory}\n", encoding="utf-8")
    assert 'folders: ["our rules"]' in settings_for(rules, file)
    assert file.read_text(encoding="utf-8") == "levels: {all: advisory}\n"
    file.write_text("levles: {all: advisory}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="levles"):
        settings_for(rules, file)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    demand = demand_on("aws:s3/bucket:Bucket")
    (tmp_path / "acme_bucket_named.py").write_text("mine", encoding="utf-8")
    with pytest.raises(RuleError, match="is there already"):
        write_own_rule("acme-bucket-named", tmp_path, demand, "resource")
    assert [one.name for one in tmp_path.iterdir()] == ["acme_bucket_named.py"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("acme-bucket-named",), "name what it is about: --type"),
        (("Acme", "--type", "aws:s3/bucket:Bucket"), "name a rule as service-thing-quality"),
        (("acme-bucket-named", "--type", "aws:s3/buckets:Bucket"), "did you mean aws:s3/bucket:Bucket?"),
        (("acme-bucket-named", "--type", "aws:s3/bucket:Bucket", "--property", "tag"), "did you mean tags?"),
        (("acme-bucket-named", "--type", "aws:s3/bucket:Bucket", "--property", "logging"), "there is no text"),
        (("acme-bucket-named", "--type", "aws:s3/bucket:Bucket", "--stack", "--row"), "choose one of them"),
    ],
)
def test_a_call_that_is_wrong_is_named(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("new-rule", *arguments, "--into", str(tmp_path / "rules"))
    assert done.returncode == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []
