"""Rules of an organization: files that guardrails.yaml names, held as the pack's own are."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.examples import examples_of
from policypack.engine.index import ListedRule, listed_rules, loaded
from policypack.errors import ConfigurationError
from policypack.model.resources import Deployment
from policypack.model.values import UNKNOWN
from policypack.pack import make_servicer
from policypack.rule import Bad
from policypack.testing import judge
from policypack.wire.sdk import sdk_policies
from tests.own.files import CLASSES, PREFIX, configured, own_of, rule_of, written

BOTH = {"acme_bucket_prefix.py": PREFIX, "acme_database_classes.yaml": CLASSES}


def test_modules_and_yaml_files_of_a_folder_are_rules(tmp_path: Path) -> None:
    own = own_of(configured(tmp_path, {**BOTH, "_shared.py": "", "README.md": "", "test_rules.py": "import no_such"}))
    assert sorted(own) == ["acme-bucket-prefix", "acme-database-classes"]


def test_an_own_rule_judges(tmp_path: Path) -> None:
    rule = rule_of(tmp_path, "acme_bucket_prefix.py", PREFIX)
    assert str(judge(rule, bucket="orders")) == "violated: bucket"
    assert str(judge(rule, bucket="acme-orders")) == "fine"
    assert str(judge(rule, bucket=UNKNOWN)) == "undetermined: bucket"


def test_levels_options_exemptions_and_presets_know_own_rules(tmp_path: Path) -> None:
    settings = """\
rules: {folders: rules}
preset: start
levels: {"acme-bucket-*": disabled}
exemptions:
  - {rule: acme-database-classes, resource: old, reason: it is moved in spring}
stacksMay: {levels: ["acme-*"]}
"""
    found = configured(tmp_path, BOTH, settings).settings(Deployment())
    levels = {one.rule.id: (one.level, one.level_from.split(": ")[-1]) for one in found.rules}
    assert levels["acme-bucket-prefix"] == ("disabled", "levels.acme-bucket-*")
    assert levels["acme-database-classes"] == ("advisory", "preset")
    assert [one.rule for one in found.exemptions.listed] == ["acme-database-classes"]


OPTIONS = (
    PREFIX.replace(
        "from policypack.rule import",
        "from typing import Annotated\nfrom policypack.model.records import record\n"
        "\n\n@record(frozen=True)\nclass Options:\n    prefix: Annotated[str, 'what names start with'] = 'acme-'\n\n\n"
        "from policypack.rule import",
    )
    .replace("consequence=", "options=Options,\n    consequence=")
    .replace('"acme-")', "context.options.prefix)")
)


def test_options_of_an_own_rule_are_set_and_checked(tmp_path: Path) -> None:
    told = "rules: {folders: rules}\noptions: {acme-bucket-prefix: {prefix: corp-}}\n"
    settings = configured(tmp_path, {"acme_bucket_prefix.py": OPTIONS}, told).settings(Deployment())
    (own,) = [one for one in settings.rules if one.rule.id == "acme-bucket-prefix"]
    assert own.options.prefix == "corp-"
    assert own.written == {"prefix": "corp-"}
    (plain,) = [
        one
        for one in configured(tmp_path, {"acme_bucket_prefix.py": OPTIONS}).settings(Deployment()).rules
        if one.rule.id == "acme-bucket-prefix"
    ]
    assert plain.options.prefix == "acme-"
    assert plain.schema["prefix"]["description"] == "what names start with"
    with pytest.raises(ConfigurationError, match=r"guardrails\.yaml:2: .*prefx: no such option; did you mean prefix\?"):
        configured(tmp_path, {"acme_bucket_prefix.py": OPTIONS}, told.replace("{prefix:", "{prefx:"))


def test_a_module_may_import_its_neighbours(tmp_path: Path) -> None:
    text = PREFIX.replace('"acme-")', "START)").replace(
        "from policypack.rule", "from ._names import START\nfrom policypack.rule"
    )
    own = own_of(configured(tmp_path, {"acme_bucket_prefix.py": text, "_names.py": 'START = "corp-"'}))
    assert str(judge(loaded(own["acme-bucket-prefix"]), bucket="corp-orders")) == "fine"


def test_folders_with_equal_file_names_do_not_meet(tmp_path: Path) -> None:
    for name, prefix in (("one", "acme-"), ("two", "corp-")):
        (tmp_path / name).mkdir()
        rule = rule_of(tmp_path / name, "acme_bucket_prefix.py", PREFIX.replace('"acme-")', f'"{prefix}")'))
        assert str(judge(rule, bucket="corp-orders")) == ("violated: bucket" if name == "one" else "fine")


def test_a_package_is_found_as_python_finds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "acme_rules_of_this_test"
    package.mkdir()
    (package / "__init__.py").write_text("print('imported')\n", encoding="utf-8")
    (package / "acme_bucket_prefix.py").write_text(PREFIX.lstrip(), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    file = written(tmp_path, {}, "rules: {packages: [acme_rules_of_this_test]}\n")
    assert list(own_of(Configuration(listed_rules()).with_file(file))) == ["acme-bucket-prefix"]


def test_examples_lie_below_the_folder_of_the_rules(tmp_path: Path) -> None:
    bad = 'import pulumi_aws as aws\n\naws.s3.Bucket("logs", bucket="logs")  # finds: bucket\n'
    files = {**BOTH, "examples/acme_bucket_prefix/bad.py": bad}
    own = own_of(configured(tmp_path, files))
    (example,) = examples_of(loaded(own["acme-bucket-prefix"]))
    assert isinstance(example, Bad)
    assert example.finds == {"logs": "bucket"}
    assert [type(one).__name__ for one in examples_of(loaded(own["acme-database-classes"]))] == [
        "Bad",
        "Good",
        "Undecided",
    ]


def test_another_process_loads_an_own_rule_from_its_file(tmp_path: Path) -> None:
    own = own_of(configured(tmp_path, BOTH))
    code = (
        "import pickle, sys; from policypack.testing import judge;"
        "rule = pickle.load(sys.stdin.buffer).rule; print(judge(rule, bucket='x', instanceClass='y'))"
    )
    for one, said in (("acme-bucket-prefix", "violated: bucket"), ("acme-database-classes", "violated: instanceClass")):
        done = subprocess.run(
            [sys.executable, "-c", code], input=pickle.dumps(own[one]), capture_output=True, check=True, timeout=60
        )
        assert done.stdout.decode().strip() == said


def test_a_pack_without_own_rules_imports_nothing_for_them() -> None:
    code = (
        "import sys; from pathlib import Path; import policypack.pack as pack; pack.make_servicer(Path('.'));"
        "print([name for name in sys.modules if name.startswith('policypack.engine.own')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_what_a_module_prints_does_not_reach_standard_output(tmp_path: Path) -> None:
    file = written(tmp_path, {"acme_bucket_prefix.py": PREFIX.replace("RULE =", "print('loaded')\nRULE =")})
    done = subprocess.run(
        [sys.executable, "-m", "policypack", "config", "show", "--guardrails", str(file)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "loaded" not in done.stdout
    assert "acme-bucket-prefix" in done.stdout


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("rules: {folders: no-such}\n", r"guardrails\.yaml:1: rules\.folders: .*no-such: no such folder"),
        ("rules:\n  folders: [rules]\n  packages: no_such_package\n", r"guardrails\.yaml:3: .*no such package"),
        ("rules: {packages: json.decoder}\n", "json.decoder: is a module; name the package"),
        ("rules: {packages: json.decoder.nothing}\n", r"cannot be imported \(ModuleNotFoundError\)"),
        ("rules: {folder: rules}\n", r"rules\.folder: no such key; did you mean folders\?"),
        ("rules: [rules]\n", "is not a mapping"),
        ("rules: {folders: [3]}\n", "3 is not a text"),
    ],
)
def test_a_place_that_is_wrong_is_named(tmp_path: Path, settings: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        configured(tmp_path, BOTH, settings)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"s3_versioning.py": PREFIX.replace("acme-bucket-prefix", "s3-versioning")},
            "the pack has a rule s3-versioning",
        ),
        ({"exempted_findings.yaml": CLASSES}, "the pack has a rule exempted-findings"),
        ({"acme_rule.yaml": CLASSES, "acme-rule.yml": CLASSES}, r"acme-rule\.yml has a rule acme-rule already"),
        ({"acme_rule.yaml": CLASSES + "aliases: [s3-versioning]\n"}, "the pack has a rule s3-versioning"),
    ],
)
def test_an_id_belongs_to_one_rule(tmp_path: Path, files: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"guardrails\.yaml:1: rules\.folders: .*{said}"):
        configured(tmp_path, files)


def test_a_rule_that_is_wrong_is_a_finding_of_the_pack_that_stops(tmp_path: Path) -> None:
    """The engine is told, as of any wrong setting, and nothing is silently unchecked."""
    written(tmp_path, {"acme_bucket_prefix.py": PREFIX.replace("name.starts_with", "nme.starts_with")})
    (tmp_path / "PulumiPolicy.yaml").write_text("name: acme\nruntime: python\n", encoding="utf-8")
    servicer = make_servicer(tmp_path)
    assert "nme" in str(vars(servicer))


def test_own_rules_are_in_the_json_of_a_preview(tmp_path: Path) -> None:
    file = written(tmp_path, BOTH)
    program = tmp_path / "program.py"
    program.write_text('import pulumi_aws as aws\n\naws.s3.Bucket("logs", bucket="logs")\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "policypack", "preview", str(program), "--guardrails", str(file), "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    (found,) = [one for one in json.loads(done.stdout)["findings"] if one["rule"] == "acme-bucket-prefix"]
    assert (found["property"], found["level"], done.returncode) == ("bucket", "mandatory", 1)


def test_own_rules_are_policies_of_the_sdk(tmp_path: Path) -> None:
    written(tmp_path, BOTH)
    names = [one.name for one in sdk_policies(tmp_path)]
    assert [one for one in names if one.startswith("acme-")] == ["acme-bucket-prefix", "acme-database-classes"]


def test_the_listed_form_says_what_the_rule_says(tmp_path: Path) -> None:
    for one in own_of(configured(tmp_path, BOTH)).values():
        assert isinstance(one, ListedRule)
        rule = loaded(one)
        for field in (
            "id",
            "summary",
            "level",
            "consequence",
            "applies_to",
            "needs_stack",
            "knows_rejections",
            "severity",
        ):
            assert getattr(one, field) == getattr(rule, field)
