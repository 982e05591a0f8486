"""The index of rules: it says what the rules say, and a run imports only those that it asks."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest

from policypack.engine import index, loading
from policypack.engine.index import FILE, ListedRule, SomeRule, index_of, listed_rules, loaded, requirements
from policypack.engine.registry import all_rules
from policypack.engine.settings import Setting, options_of
from policypack.rule import AnyRule

ROOT = Path(__file__).parents[2]
STARTED = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from pulumi.runtime.proto import analyzer_pb2
from policypack.pack import make_servicer
servicer = make_servicer(Path(sys.argv[1]))
servicer.ConfigureStack(analyzer_pb2.AnalyzerStackConfigureRequest(project="shop", stack="dev", dry_run=True), None)
info = servicer.GetAnalyzerInfo(None, None)
assert len(info.policies) > 100
request = analyzer_pb2.ConfigureAnalyzerRequest()
for one in info.policies:
    request.policyConfig[one.name].enforcementLevel = one.enforcementLevel
    for key, schema in one.configSchema.properties.items():
        if "default" in schema:
            request.policyConfig[one.name].properties[key] = schema["default"]
servicer.Configure(request, None)
judging = ("rule", "constraint", "catalog.", "engine.judge", "engine.session", "fix.", "frameworks.")
late = tuple(f"policypack.{one}" for one in judging)
print(json.dumps([name for name in sys.modules if ".rules." in name or name.startswith(late)]))
"""


def test_the_index_is_the_one_that_the_rules_make() -> None:
    assert FILE.read_text("utf-8") == index_of(all_rules()), "run ./guardrails docs"


def test_a_listed_rule_says_of_itself_what_the_rule_says() -> None:
    listed = [one for one in listed_rules() if isinstance(one, ListedRule)]
    assert [one.id for one in listed_rules()] == [one.id for one in all_rules()]
    assert len(listed) > 150
    for one in listed:
        names = {field.name for field in dataclasses.fields(one)} - {"requirements", "schema", "has_remedy"}
        for name in (*names, "severity", "default_level", "options", "remedy"):
            assert getattr(one, name) == getattr(loaded(one), name), f"{one.id}: {name}"
        assert requirements(one) == requirements(loaded(one))
        setting, own = (Setting(rule, "mandatory", options_of(rule, {}, "")) for rule in (one, loaded(one)))
        assert (setting.options, setting.written, setting.schema) == (own.options, own.written, own.schema)


def test_starting_imports_no_rule_and_nothing_that_judges_or_writes_findings() -> None:
    done = subprocess.run([sys.executable, "-c", STARTED, str(ROOT)], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_rules_are_loaded_while_a_program_registers_resources(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def record(rule: SomeRule) -> AnyRule:
        asked.append(rule.id)
        if rule.id == "sqs-queue-valid":
            raise ImportError(rule.id)
        return loaded(rule)

    monkeypatch.setattr(loading, "loaded", record)
    of_queues = [one for one in listed_rules() if "aws:sqs/queue:Queue" in one.applies_to]
    with loading.rules_loaded_meanwhile(of_queues) as registers:
        registers("aws:s3/bucket:Bucket")
        registers("aws:sqs/queue:Queue")
        registers("aws:sqs/queue:Queue")
    assert set(asked) == {one.id for one in of_queues}
    assert asked.count("sqs-queue-valid") == 1


@pytest.mark.parametrize("text", [None, "", "[", '{"sqs-queue-valid": {"bytes": 1, "summary": "older"}}', "{}"])
def test_what_the_index_does_not_list_as_it_is_is_imported(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "index.json"
    if text is not None:
        file.write_text(text, "utf-8")
    monkeypatch.setattr(index, "FILE", file)
    assert listed_rules.__wrapped__() == all_rules()
