"""Files that people hand in: whatever is in them, and whatever they are, the answer is a value or one line that names
the file, and it comes soon."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from policypack.catalog.catalog import load_catalog
from policypack.documents.files import UnreadableError, read_bytes
from policypack.documents.yaml_reader import of_yaml, plain
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.exemptions.baseline import read_baseline
from policypack.engine.pack import read_pack
from policypack.engine.registry import all_rules
from policypack.errors import GuardrailsError
from policypack.model.resources import Deployment
from policypack.model.texts import LONGEST
from policypack.reports import as_json
from policypack.reports.event_log import read_event_log
from policypack.reports.reading import read_report
from policypack.reports.results import Report, StackReport
from policypack.sources.answers import Answers, load_answers
from policypack.sources.interpreter import Interpreter, find_interpreter
from policypack.sources.plugins import installed_versions
from policypack.sources.program import configuration_of
from policypack.sources.project import load_project
from policypack.sources.state import read_state
from policypack.wire.project_files import language_of_project
from tests.documents.traps import DEEP, TEXTS, VALUES
from tests.reports.samples import small

PACKAGE = Path(__file__).parents[2] / "policypack"
RULES = all_rules()
PROJECT = "name: shop\nruntime: python\n"
URN = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::a"


def _previewed(path: Path) -> StackReport:
    """What the CLI printed of a preview, with a log in which nothing happened."""
    log = path.parent / "events.jsonl"
    log.write_text("", encoding="utf-8")
    return read_event_log(log, path)


def _reports() -> Iterator[str]:
    """A report with another value in each of its fields, and in those of its first finding."""
    document = json.loads("".join(as_json.render(Report((small().stacks[0],)))))
    for told in (document, document["findings"][0], document["graph"][0]):
        for key, value in list(told.items()):
            told[key] = "@"
            yield json.dumps(document).replace('"@"', "@")
            told[key] = value


def _resource(said: str) -> str:
    """A state with one resource, of which it says this, too."""
    return f'{{"deployment": {{"resources": [{{"urn": "{URN}", "type": "aws:s3/bucket:Bucket", {said}}}]}}}}'


def _settings(path: Path) -> None:
    Configuration(RULES).with_file(path).settings(Deployment(project="shop", stack="dev"))


def _policies(path: Path) -> None:
    Configuration(RULES).with_policy_file(path).settings(Deployment())


def _project(path: Path) -> None:
    project = load_project(path.parent)
    find_interpreter(project)
    configuration_of(project).SerializeToString()


def _language(path: Path) -> None:
    language_of_project("shop", [path.parent])


def _state(path: Path) -> None:
    state = read_state(path)
    for one in state.resources:
        repr((dict(one.inputs), dict(one.outputs or {}), one.provider and dict(one.provider.inputs)))


def _catalog(path: Path) -> None:
    load_catalog(str(path))


def _plugin(path: Path) -> None:
    installed_versions(Interpreter(path.parents[4] / "bin/python", path.parents[4]))


READERS: dict[str, tuple[str, Callable[[Path], object], tuple[str, ...]]] = {
    "settings": (
        "guardrails.yaml",
        _settings,
        (
            "levels: {s3-versioning: @}",
            "options: {vpc-three-zones: {minZones: @}}",
            "options: {required-tags: {values: @}}",
            "exemptions: [{rule: s3-versioning, resource: a, reason: @}]",
            "exemptions: [{rule: s3-versioning, resource: a, reason: a, expires: @}]",
            "environments: [{stack: @, tags: @}]",
            "baseline: @",
            "options: {catalog: {file: @}}",
        ),
    ),
    "policies": ("policies.json", _policies, ('{"vpc-three-zones": {"minZones": @}}', '{"guardrails": @}')),
    "project": (
        "Pulumi.yaml",
        _project,
        (
            "name: @\nruntime: python\n",
            "name: shop\nruntime: @\n",
            "name: shop\nruntime: {name: python, options: {virtualenv: @, toolchain: @}}\n",
            f"{PROJECT}main: @\n",
            f"{PROJECT}config: @\n",
            f"{PROJECT}config: {{a: {{default: @, secret: @}}}}\n",
            f"{PROJECT}stackConfigDir: @\n",
        ),
    ),
    "language": ("Pulumi.yaml", _language, ("name: shop\nruntime: @\n", "name: @\n")),
    "stack": (
        "Pulumi.dev.yaml",
        _project,
        ("config: @", "config: {a: @}", "config: {a: {secure: @}}", "config: {? @ : 1}", "environment: @"),
    ),
    "answers": (
        "answers.yaml",
        lambda path: load_answers(path, path.parent).wanted("a", {}),
        ("aws:ec2/getVpc:getVpc: {id: @}", "aws:ec2/getVpc:getVpc: [{args: @, answer: @}]", "? @\n: {}\n"),
    ),
    "outputs": ("outputs.json", lambda path: Answers(path).with_outputs([str(path)]), ('{"a": @}',)),
    "pack": ("PulumiPolicy.yaml", lambda path: read_pack(path.parent, None), ("name: @", "name: a\nversion: @\n")),  # type: ignore[arg-type]
    "baseline": (
        "baseline.json",
        read_baseline,
        (
            '{"format": @}',
            '{"format": 1, "findings": [{"rule": @, "resource": "a", "property": "b"}]}',
            '{"format": 1, "project": @, "findings": [{"rule": "a", "urn": @, "property": "b", "outcome": @}]}',
            '{"format": 1, "programs": [@]}',
            '{"version": "2.1.0", "runs": [@]}',
            '{"version": "2.1.0", "runs": [{"tool": @}]}',
            '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "aws-guardrails"}}, "results": [@]}]}',
        ),
    ),
    "report": (
        "report.json",
        read_report,
        ('{"format": @}', '{"format": 1, "programs": @}', '{"format": 1, "error": @}', *_reports()),
    ),
    "event log": (
        "events.json",
        read_event_log,
        (
            '{"policyEvent": @}',
            '{"preludeEvent": {"config": @}}',
            '{"preludeEvent": {"config": {"aws:region": @}}}',
            '{"resourcePreEvent": {"metadata": {"urn": @}}}',
            '{"resourcePreEvent": {"metadata": {"urn": "a", "type": @, "new": @}}}',
            '{"policyEvent": {"message": @, "policyName": "a", "policyPackName": "b", "enforcementLevel": "c"}}',
            '{"policyEvent": {"message": "a", "policyName": @, "policyPackName": "b", "enforcementLevel": @}}',
            '{"policyEvent": {"message": @, "policyName": @, "policyPackName": "aws-guardrails",'
            ' "enforcementLevel": "c", "resourceUrn": @, "severity": @}}',
        ),
    ),
    "preview": (
        "preview.json",
        _previewed,
        (
            '{"steps": @}',
            '{"steps": [{"newState": @}]}',
            '{"steps": [{"newState": {"urn": @}}]}',
            '{"steps": [{"newState": {"urn": "a", "sourcePosition": @, "stackTrace": @, "parent": @}}]}',
        ),
    ),
    "catalog": (
        "catalog.json",
        _catalog,
        (
            '{"engine_versions": {"rds": {"eu-south-2": {"postgres": {"as_of": @, "versions": @}}}}}',
            '{"zones": {"regions": {"eu-south-2": @}}}',
            '{"lambda_runtimes": {"runtimes": {"python3.9": {"deprecated": @}}}}',
        ),
    ),
    "state": (
        "state.json",
        _state,
        (
            '{"deployment": @}',
            '{"deployment": {"resources": [@]}}',
            *(
                _resource(f"{json.dumps(key)}: @")
                for key in ("id", "inputs", "outputs", "parent", "provider", "dependencies", "propertyDependencies")
            ),
            _resource('"outputs": {"a": @}'),
            _resource('"propertyDependencies": {"a": @, "b": [@]}'),
        ),
    ),
    "plugin": ("venv/lib/python3.12/site-packages/pulumi_aws/pulumi-plugin.json", _plugin, ('{"version": @}',)),
}
JSON_VALUES = (
    *(
        "null",
        "true",
        "-1",
        "1e999",
        "NaN",
        '""',
        '"\\ud800"',
        '"\\u0000"',
        "[]",
        "[null]",
        '[["a"]]',
        "{}",
        '{"a": {}}',
    ),
    *("9" * 5000, "9" * 400, DEEP, "[" * 60 + "]" * 60, '{"a":' * 150 + "1" + "}" * 150),
)


def contents(templates: tuple[str, ...], is_json: bool) -> Iterator[tuple[str, bytes]]:
    for name, value in ((one[:20], one) for one in JSON_VALUES) if is_json else VALUES.items():
        yield name, value.encode()
        yield from ((f"{name} in {one}", one.replace("@", value).encode()) for one in templates)
    yield from TEXTS.items()


@pytest.mark.parametrize("reader", READERS)
def test_nothing_in_a_file_breaks_who_reads_it(tmp_path: Path, reader: str) -> None:
    name, read, templates = READERS[reader]
    (tmp_path / "__main__.py").write_text("")
    (tmp_path / "Pulumi.yaml").write_text(PROJECT)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    said = []
    for what, content in contents(templates, name.endswith(".json")):
        path.write_bytes(content)
        try:
            read(path)
        except GuardrailsError as error:
            said.append(str(error))
        except Exception as error:
            raise AssertionError(f"{what}: {error!r}") from error
    assert len(said) > 10 or reader in ("language", "plugin")
    assert [one for one in said if len(one.encode("utf-8", "surrogatepass")) > LONGEST] == []
    assert [one for one in said if str(tmp_path) not in one and "configuration key" not in one] == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "large", "gone"])
def test_what_is_no_file_is_refused(tmp_path: Path, reader: str, kind: str) -> None:
    name, read, _ = READERS[reader]
    (tmp_path / "__main__.py").write_text("")
    (tmp_path / "Pulumi.yaml").write_text(PROJECT)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "large":
        path.touch()
        os.truncate(path, 2**30)
    if (reader == "stack" and kind != "large") or reader in ("language", "plugin"):
        read(path)  # As if it were not there.
        return
    with pytest.raises(GuardrailsError, match=r"no file|larger than|cannot be read|no such file|no Pulumi\.yaml"):
        read(path)


def test_what_stands_in_a_mapping_stands_over_what_it_merges() -> None:
    text = "base: &base {a: 1, b: 1}\nother: &other {b: 2, c: 2}\nmade: {c: 3, <<: [*other, *base], d: 3}\n"
    assert of_yaml(text, plain)["made"] == {"a": 1, "b": 2, "c": 3, "d": 3}  # type: ignore[index]


def test_a_mistake_has_its_line_and_its_key() -> None:
    with pytest.raises(UnreadableError) as raised:
        of_yaml("a: 1\nb:\n  - {c: !!int ''}\n", plain)
    assert (raised.value.line, raised.value.path) == (3, "b[0].c")


def test_no_more_is_read_than_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 11)
    assert len(read_bytes(tmp_path / "a", 11)) == 11
    with pytest.raises(UnreadableError, match="larger"):
        read_bytes(tmp_path / "a", 10)


def test_one_module_reads_yaml() -> None:
    importing = [
        one for one in PACKAGE.rglob("*.py") if re.search(r"^\s*(import|from) yaml\b", one.read_text("utf-8"), re.M)
    ]
    assert [one.name for one in importing] == ["yaml_reader.py"]
