"""In which language fixes and names are: a setting, else the stack's tag, else the project's file, else Python."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pulumi.runtime.proto import analyzer_pb2

from policypack.catalog.catalog import load_catalog
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.findings import Finding
from policypack.engine.registry import all_rules
from policypack.engine.session import Session
from policypack.engine.settings import Settings
from policypack.errors import ConfigurationError
from policypack.model.languages import LANGUAGES, RUNTIMES, Language
from policypack.model.resources import Deployment, Resource
from policypack.wire.project_files import folders_of_run, language_of_project
from policypack.wire.requests import deployment_of
from tests.judging.test_configuration import configuration, stack

DATABASE = Resource(
    urn="urn:pulumi:dev::shop::aws:rds/instance:Instance::orders",
    type="aws:rds/instance:Instance",
    name="orders",
    inputs={"engine": "postgres", "instanceClass": "db.t4g.micro", "storageType": "gp2", "allocatedStorage": 20},
)


def project(folder: Path, runtime: str, name: str = "shop") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Pulumi.yaml").write_text(f"name: {name}\nruntime: {runtime}\n", encoding="utf-8")
    return folder


def language_of(folders: list[Path], **tags: str) -> Language:
    request = analyzer_pb2.AnalyzerStackConfigureRequest(project="shop", stack="dev", tags=tags)
    return deployment_of(request, {}, folders=folders).language


def storage(settings: Settings, deployment: Deployment) -> Finding:
    session = Session(settings, deployment, load_catalog(), configuration_of_rules().today)
    (found,) = [one for one in session.resource(DATABASE) if one.rule == "rds-storage-gp3"]
    return found


def configuration_of_rules() -> Configuration:
    return Configuration(all_rules())


@pytest.mark.parametrize(
    ("language", "name", "fix"),
    [
        ("python", "storage_type", 'storage_type="gp3"'),
        ("typescript", "storageType", 'storageType: "gp3"'),
        ("go", "StorageType", 'StorageType: pulumi.String("gp3")'),
        ("csharp", "StorageType", 'StorageType = "gp3"'),
        ("java", "storageType", '.storageType("gp3")'),
        ("yaml", "storageType", "storageType: gp3"),
    ],
)
def test_a_message_and_its_fix_are_in_the_language(language: Language, name: str, fix: str) -> None:
    found = storage(configuration_of_rules().with_language(language).settings(stack()), Deployment())
    explained, proposal = found.message.split("\n")
    assert explained.startswith(f'{name} is "gp2"')
    assert proposal.startswith(f"Fix: {fix}")
    assert found.at == "storageType", "baselines and exemptions are keyed by the provider's name"


def test_the_setting_is_asked_first(tmp_path: Path) -> None:
    tagged = Deployment(language="go")
    made = configuration(tmp_path, "language: yaml\nenvironments: [{stack: 'prod*', language: java}]\n")
    assert storage(Configuration(all_rules()).settings(stack()), tagged).language == "go"
    assert storage(made.settings(stack("dev")), tagged).language == "yaml"
    assert storage(made.settings(stack("prod-eu")), tagged).language == "java"
    assert storage(made.with_language("python").settings(stack("dev")), tagged).language == "python"
    engine = configuration(tmp_path, "language: yaml\n", guardrails={"language": "typescript"})
    assert storage(engine.settings(stack()), tagged).language == "typescript"


def test_a_language_that_is_none_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"guardrails.yaml:1: language: .*did you mean typescript"):
        configuration(tmp_path, "language: typescrpt\n")


def test_the_tag_is_asked_before_the_file(tmp_path: Path) -> None:
    folders = [project(tmp_path, "yaml")]
    assert language_of(folders, **{"pulumi:runtime": "dotnet"}) == "csharp"
    assert language_of(folders, **{"pulumi:runtime": "a-new-one"}) == "yaml"
    assert language_of(folders) == "yaml"
    assert language_of([]) == "python"


@pytest.mark.parametrize("runtime", [*RUNTIMES, "{name: nodejs, options: {typescript: false}}"])
def test_each_runtime_has_a_language(runtime: str, tmp_path: Path) -> None:
    assert language_of_project("shop", [project(tmp_path, runtime)]) == RUNTIMES.get(runtime, "typescript")
    assert set(RUNTIMES.values()) == set(LANGUAGES)


def test_the_nearest_file_of_the_project_counts(tmp_path: Path) -> None:
    project(tmp_path, "go")
    project(tmp_path / "infra", "yaml")
    inner = project(tmp_path / "infra" / "other", "java", name="other")
    assert language_of_project("shop", [inner]) == "yaml"
    assert language_of_project("shop", [tmp_path / "elsewhere", tmp_path]) == "go"
    assert language_of_project("unknown", [inner]) is None


@pytest.mark.parametrize(
    "text",
    ["", "- a list", "name: [", "name: shop", "name: shop\nruntime: [yaml]", "name: shop\nruntime: {options: 1}"],
)
def test_a_file_that_names_no_runtime_is_passed_over(text: str, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(text, encoding="utf-8")
    assert language_of_project("shop", [tmp_path]) is None
    (tmp_path / "Pulumi.yaml").write_bytes(b"name: \xff")
    assert language_of_project("shop", [tmp_path]) is None


def test_a_run_is_looked_for_where_it_was_started_and_where_its_parent_is(tmp_path: Path) -> None:
    first, *others = folders_of_run({"PWD": str(tmp_path)})
    assert first == tmp_path
    assert others == ([Path(os.readlink(f"/proc/{os.getppid()}/cwd"))] if Path("/proc/self").exists() else [])
