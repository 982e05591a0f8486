"""What is read of a project before its program runs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from policypack.errors import ProgramError
from policypack.sources.answers import STACK_REFERENCE, load_answers, mistakes, skeleton
from policypack.sources.foresight import Foresight
from policypack.sources.interpreter import Interpreter, find_interpreter
from policypack.sources.plugins import installed_versions
from policypack.sources.program import run_program
from policypack.sources.project import load_project
from tests.sources.runs import UNKNOWN, inputs, write

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

    def test_a_field_without_a_value_is_not_answered(self, tmp_path: Path) -> None:
        text = f"{self.VPC}: [{{args: {{id: a}}, answer: {{id: }}}}, {{answer: {{id: vpc-2, tags: }}}}]\n"
        answers = load_answers(None, write(tmp_path, {"guardrails-answers.yaml": text}))
        assert answers.find(self.VPC, {"id": "a"}) == {"id": "vpc-2"}

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            ({"cidrblock": "10.0.0.0/16"}, ["it has no field cidrblock, but cidrBlock"]),
            ({"x": 1}, ["it has no field x; its fields are cidrBlock, count, default, ids, tags"]),
            ({"cidrBlock": 10}, ['cidrBlock must be a text, as "10"']),
            ({"ids": "subnet-1"}, ['ids must be a list of texts, as ["subnet-1"]']),
            ({"ids": ["subnet-1", 2]}, ['ids must be a list of texts, as ["..."]']),
            ({"count": "many"}, ["count must be a number, as 1"]),
            ({"count": True}, ["count must be a number, as 1"]),
            ({"default": "yes"}, ["default must be true or false, as true"]),
            ({"tags": []}, ['tags must be a map, as {key: "..."}']),
            ({"cidrBlock": "", "count": 2.5, "default": False, "ids": [], "tags": {}}, []),
        ],
    )
    def test_of_another_form_than_the_provider_s(self, answer: dict[str, Any], said: list[str]) -> None:
        fields = {"cidrBlock": "text", "count": "number", "default": "boolean", "ids": "texts", "tags": "map"}
        assert list(mistakes(answer, fields)) == said

    def test_outputs_of_other_stacks_come_first(self, tmp_path: Path) -> None:
        files = {
            "guardrails-answers.yaml": "pulumi:pulumi:StackReference: {from: answers}\n",
            "network.json": '{"vpc_id": "vpc-1", "gone": null}',
        }
        answers = load_answers(None, write(tmp_path, files))
        one = answers.with_outputs([f"acme/network/prod={tmp_path / 'network.json'}"])
        assert one.find(STACK_REFERENCE, {"name": "acme/network/prod"}) == {"vpc_id": "vpc-1", "gone": None}
        assert one.find(STACK_REFERENCE, {"name": "acme/other/prod"}) == {"from": "answers"}
        of_all = answers.with_outputs([str(tmp_path / "network.json")])
        assert of_all.find(STACK_REFERENCE, {"name": "any"}) == {"vpc_id": "vpc-1", "gone": None}
        with pytest.raises(ProgramError, match="no such file; give what `pulumi stack output --json` wrote"):
            answers.with_outputs(["a=nowhere.json"])


ASKING = """
    import pulumi
    import pulumi_aws as aws
    vpc = aws.ec2.get_vpc(default=True)
    image = aws.ec2.get_ami(most_recent="true", owners=["amazon"], filters=[])
    secret = aws.kms.get_secrets(secrets=[{"name": "a", "payload": "hunter2"}])
    network = pulumi.StackReference("network", "acme/network/prod")
    aws.ec2.Subnet("a", vpc_id=vpc.id, cidr_block=vpc.cidr_block, tags={"image": image.id})
    aws.ec2.Subnet("b", vpc_id=network.get_output("vpc_id"), tags={"name": network.require_output("name")})
"""


def test_a_skeleton_is_a_file_of_answers_that_only_lacks_values(tmp_path: Path) -> None:
    folder = write(tmp_path, {"__main__.py": ASKING})
    run = run_program(folder, foresight=Foresight())
    (folder / "guardrails-answers.yaml").write_text(skeleton(run.questions))
    text = (folder / "guardrails-answers.yaml").read_text()
    tree = yaml.safe_load(text)
    assert set(tree) == {"aws:ec2/getVpc:getVpc", "aws:kms/getSecrets:getSecrets", "pulumi:pulumi:StackReference"}
    (vpc,) = tree["aws:ec2/getVpc:getVpc"]
    assert vpc["args"] == {"default": True}
    assert vpc["answer"]["cidrBlock"] is None
    assert "cidrBlock:  # a text" in text
    assert "hunter2" not in text
    assert tree["pulumi:pulumi:StackReference"] == [
        {"args": {"name": "acme/network/prod"}, "answer": {"name": None, "vpc_id": None}}
    ]
    # As long as nothing is filled in, it answers nothing.
    assert run_program(folder, foresight=Foresight()).questions == run.questions
    filled = {"cidrBlock:  #": "cidrBlock: 10.0.0.0/16  #", "vpc_id:  #": "vpc_id: vpc-1  #", "name:  # any": "name: n"}
    for blank, value in filled.items():
        text = text.replace(blank, value)
    (folder / "guardrails-answers.yaml").write_text(text)
    answered = run_program(folder, foresight=Foresight())
    assert [one.token for one in answered.questions] == ["aws:kms/getSecrets:getSecrets"]
    assert inputs(answered, "a")["cidrBlock"] == "10.0.0.0/16"
    assert str(answered.placeholders.read(inputs(answered, "a")["vpcId"])) == "[id of getVpc]"
    assert inputs(answered, "b")["vpcId"] == "vpc-1"


def test_an_answer_of_no_form_is_an_error_before_anything_is_judged(tmp_path: Path) -> None:
    files = {"__main__.py": ASKING, "guardrails-answers.yaml": "aws:ec2/getVpc:getVpc: {id: 12, name: x}\n"}
    with pytest.raises(ProgramError, match=r'aws:ec2/getVpc:getVpc: id must be a text, as "12"; aws:.* no field name'):
        run_program(write(tmp_path, files), foresight=Foresight())
