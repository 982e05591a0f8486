"""What is read of a project before its program runs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from policypack.errors import ProgramError
from policypack.sources.answers import load_answers
from policypack.sources.interpreter import Interpreter, find_interpreter
from policypack.sources.plugins import installed_versions
from policypack.sources.project import load_project
from tests.sources.runs import UNKNOWN, write

PROGRAM = {"__main__.py": ""}


def error(folder: Path, **options: Any) -> str:
    with pytest.raises(ProgramError) as raised:
        load_project(folder, **options)
    message = str(raised.value)
    assert "\n" not in message
    return message.replace(str(folder), "DIR")


class TestProject:
    def test_a_folder(self, tmp_path: Path) -> None:
        project = load_project(write(tmp_path, PROGRAM))
        assert (project.name, project.stack, project.program, project.root) == ("shop", "dev", tmp_path, tmp_path)
        assert project.warnings == ()

    def test_its_own_file_is_the_folder(self, tmp_path: Path) -> None:
        assert load_project(write(tmp_path, PROGRAM) / "Pulumi.yaml").program == tmp_path

    def test_main_names_the_program(self, tmp_path: Path) -> None:
        files = {"Pulumi.yaml": "name: shop\nruntime: {name: python}\nmain: infra/\n", "infra/__main__.py": ""}
        assert load_project(write(tmp_path, files)).program == tmp_path / "infra"

    def test_a_single_file(self, tmp_path: Path) -> None:
        file = tmp_path / "bucket.py"
        file.write_text("")
        project = load_project(file, stack="acme/prod")
        assert (project.name, project.stack, project.organization, project.program) == ("bucket", "prod", "acme", file)
        assert project.warnings == ()

    def test_mistakes_say_what_to_do(self, tmp_path: Path) -> None:
        assert error(tmp_path / "nowhere").startswith("DIR: no such file or folder; give the folder")
        assert error(tmp_path) == "DIR: no Pulumi.yaml here; give the folder of a Pulumi project or a single FILE.py"
        (tmp_path / "a.txt").write_text("")
        assert error(tmp_path / "a.txt").startswith("DIR: not a Python file")
        assert "no __main__.py here" in error(write(tmp_path, {}))
        assert "which does not exist" in error(write(tmp_path, {"Pulumi.yaml": "runtime: python\nmain: x\n"}))
        node = error(write(tmp_path, {"Pulumi.yaml": "name: shop\nruntime: {name: nodejs}\n"}))
        assert "the runtime is 'nodejs'" in node
        assert "pulumi preview --policy-pack" in node
        assert "not YAML at line 1, column 8" in error(write(tmp_path, {"Pulumi.yaml": "name: a: b\n"}))
        assert "holds a list" in error(write(tmp_path, {"Pulumi.yaml": "- name\n"}))


class TestStack:
    def test_the_only_one_that_has_a_file(self, tmp_path: Path) -> None:
        assert load_project(write(tmp_path, {**PROGRAM, "Pulumi.live.yaml": ""})).stack == "live"
        with pytest.raises(ProgramError, match="--stack: live, test"):
            load_project(write(tmp_path, {"Pulumi.test.yaml": ""}))
        assert load_project(tmp_path, "test").stack == "test"

    def test_one_asked_for_without_a_file_is_noted(self, tmp_path: Path) -> None:
        (warning,) = load_project(write(tmp_path, PROGRAM), stack="prod").warnings
        assert "no Pulumi.prod.yaml" in warning

    def test_environments_are_noted(self, tmp_path: Path) -> None:
        (warning,) = load_project(write(tmp_path, {**PROGRAM, "Pulumi.dev.yaml": "environment: [aws]\n"})).warnings
        assert "not read offline" in warning

    def test_its_folder(self, tmp_path: Path) -> None:
        for text in ("stackConfigDir: stacks", "config: stacks"):
            files = {
                "Pulumi.yaml": f"name: shop\nruntime: python\n{text}\n",
                "stacks/Pulumi.dev.yaml": "config: {a: b}\n",
            }
            assert load_project(write(tmp_path, {**PROGRAM, **files})).config.values == {"shop:a": "b"}

    def test_a_file_that_is_not_yaml(self, tmp_path: Path) -> None:
        assert "Pulumi.dev.yaml: not YAML" in error(write(tmp_path, {**PROGRAM, "Pulumi.dev.yaml": "config: {\n"}))
        assert "`config` holds a list" in error(write(tmp_path, {"Pulumi.dev.yaml": "config: [a]\n"}))


class TestConfig:
    FILES = {
        **PROGRAM,
        "Pulumi.yaml": """
            name: shop
            runtime: python
            config:
              aws:region: {value: eu-south-2}
              size: {type: string, default: small}
              replicas: {default: 2}
              wanted: {type: string}
              token: {default: t, secret: true}
              short: text
        """,
        "Pulumi.dev.yaml": """
            config:
              shop:size: large
              shop:debug: true
              shop:ratio: 1.5
              shop:config:old: form
              shop:password: {secure: v1:abc}
              shop:database: {host: db, password: {secure: v1:abc}, ports: [5432]}
              aws:defaultTags: {tags: {team: orders}}
        """,
    }

    def test_values_are_texts_by_full_key(self, tmp_path: Path) -> None:
        config = load_project(write(tmp_path, self.FILES), config={"size": "huge", "aws:profile": "x"}).config
        database = json.dumps({"host": "db", "password": UNKNOWN, "ports": [5432]}, separators=(",", ":"))
        assert config.values == {
            "aws:region": "eu-south-2",
            "aws:profile": "x",
            "aws:defaultTags": '{"tags":{"team":"orders"}}',
            "shop:size": "huge",
            "shop:replicas": "2",
            "shop:token": "t",
            "shop:short": "text",
            "shop:debug": "true",
            "shop:ratio": "1.5",
            "shop:old": "form",
            "shop:password": UNKNOWN,
            "shop:database": database,
        }
        assert config.secret_keys == {"shop:password", "shop:database", "shop:token"}
        assert config.encrypted_keys == {"shop:password"}
        assert set(config.namespace("aws")) == {"region", "profile", "defaultTags"}

    def test_a_value_given_replaces_an_encrypted_one_and_stays_secret(self, tmp_path: Path) -> None:
        config = load_project(write(tmp_path, self.FILES), config={"shop:password": "known"}).config
        assert config.values["shop:password"] == "known"
        assert "shop:password" in config.secret_keys
        assert config.encrypted_keys == set()

    def test_a_key_of_no_form(self, tmp_path: Path) -> None:
        assert error(write(tmp_path, PROGRAM), config={"a:b:c": ""}) == (
            "configuration key 'a:b:c': write KEY or NAMESPACE:KEY"
        )


class TestInterpreter:
    @staticmethod
    def find(folder: Path, options: str, *environments: str) -> Interpreter:
        for name in environments:
            (folder / name / "bin").mkdir(parents=True)
            (folder / name / "bin" / "python").write_text("")
        text = f"name: shop\nruntime: {{name: python, options: {options}}}\n"
        return find_interpreter(load_project(write(folder, {**PROGRAM, "Pulumi.yaml": text})))

    def test_the_virtualenv_by_name(self, tmp_path: Path) -> None:
        found = self.find(tmp_path, "{virtualenv: venv}", "venv")
        assert found.executable == tmp_path / "venv/bin/python"
        variables = found.variables({"PATH": "/bin", "PYTHONHOME": "x"})
        assert variables["VIRTUAL_ENV"] == str(tmp_path / "venv")
        assert variables["PATH"] == os.pathsep.join((str(tmp_path / "venv/bin"), "/bin"))
        assert "PYTHONHOME" not in variables

    @pytest.mark.parametrize("toolchain", ["uv", "poetry"])
    def test_the_environment_of_the_toolchain(self, tmp_path: Path, toolchain: str) -> None:
        found = self.find(tmp_path, f"{{toolchain: {toolchain}}}", ".venv")
        assert found.executable == tmp_path / ".venv/bin/python"

    def test_a_uv_workspace_above(self, tmp_path: Path) -> None:
        (tmp_path / "uv.lock").write_text("")
        (tmp_path / ".venv/bin").mkdir(parents=True)
        (tmp_path / ".venv/bin/python").write_text("")
        (tmp_path / "infra").mkdir()
        assert self.find(tmp_path / "infra", "{toolchain: uv}").environment == tmp_path / ".venv"

    def test_poetry_is_asked(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        poetry = tmp_path / "bin" / "poetry"
        poetry.parent.mkdir()
        poetry.write_text(f'#!/bin/sh\n[ "$1 $2 $3" = "env info --path" ] && echo {tmp_path}/elsewhere\n')
        poetry.chmod(0o755)
        monkeypatch.setenv("PATH", f"{poetry.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")
        assert self.find(tmp_path, "{toolchain: poetry}", "elsewhere").environment == tmp_path / "elsewhere"

    def test_a_missing_environment_is_noted(self, tmp_path: Path) -> None:
        found = self.find(tmp_path, "{virtualenv: venv}")
        assert found.executable == Path(sys.executable)
        assert "pulumi install" in found.warning

    def test_none_named_is_the_packs_own(self, tmp_path: Path) -> None:
        assert self.find(tmp_path, "{}") == Interpreter(Path(sys.executable))

    def test_versions_of_its_packages(self, tmp_path: Path) -> None:
        library = tmp_path / "lib/python3.12/site-packages"
        for package, text in (("aws", '{"name": "aws", "version": "v7.1.0"}'), ("old_one", '{"resource": true}')):
            (library / f"pulumi_{package}").mkdir(parents=True)
            (library / f"pulumi_{package}/pulumi-plugin.json").write_text(text)
        (library / "pulumi_old_one-1.2.3.dist-info").mkdir()
        found = installed_versions(Interpreter(tmp_path / "bin/python", tmp_path))
        assert found == {"aws": "7.1.0", "old-one": "1.2.3"}
        assert installed_versions(Interpreter(Path(sys.executable)))["aws"]


class TestAnswers:
    VPC = "aws:ec2/getVpc:getVpc"

    def test_by_argument_and_for_all(self, tmp_path: Path) -> None:
        text = f"""
            {self.VPC}:
              - args: {{id: vpc-1}}
                answer: {{cidr_block: 10.0.0.0/8, tags: {{a_b: c}}}}
              - answer: {{id: vpc-2}}
            pulumi:pulumi:StackReference: {{vpc_id: vpc-3}}
        """
        answers = load_answers(None, write(tmp_path, {"guardrails-answers.yaml": text}))
        assert answers.find(self.VPC, {"id": "vpc-1", "x": 1}) == {"cidrBlock": "10.0.0.0/8", "tags": {"a_b": "c"}}
        assert answers.find(self.VPC, {}) == {"id": "vpc-2"}
        assert answers.find("pulumi:pulumi:StackReference", {"name": "x"}) == {"vpc_id": "vpc-3"}
        assert answers.find("aws:ec2/getSubnet:getSubnet", {}) is None

    def test_none(self, tmp_path: Path) -> None:
        answers = load_answers(None, tmp_path)
        assert answers.find(self.VPC, {}) is None
        assert answers.wanted(self.VPC, {"default": True}) == (
            f"{self.VPC}: nothing answers this function offline; add it to {tmp_path / 'guardrails-answers.yaml'}: "
            '{"aws:ec2/getVpc:getVpc": [{"args": {"default": true}, "answer": {"id": "..."}}]}'
        )

    def test_no_secret_is_repeated(self, tmp_path: Path) -> None:
        args = {"keyId": "k", "plaintext": "hunter2", "context": [{"password": "hunter2"}]}
        wanted = load_answers(None, tmp_path).wanted("aws:kms/getCipherText:getCipherText", args)
        assert '"args": {"keyId": "k"}' in wanted
        assert "hunter2" not in wanted

    @pytest.mark.parametrize("text", ['{"a": 3}', '{"a": [{"args": {}}]}', '{"a": [{"answer": 1}]}', '{"a": [[]]}'])
    def test_of_no_form(self, tmp_path: Path, text: str) -> None:
        file = tmp_path / "mine.json"
        file.write_text(text)
        with pytest.raises(ProgramError, match=r"mine\.json: a must be an answer, or a list"):
            load_answers(file, tmp_path)

    def test_no_such_file(self, tmp_path: Path) -> None:
        with pytest.raises(ProgramError, match="no such file of answers"):
            load_answers(tmp_path / "none.yaml", tmp_path)
