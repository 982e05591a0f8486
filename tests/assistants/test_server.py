"""A session of the SDK's own client with the server: each tool, and what it says of errors."""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from jsonschema import validate
from mcp import Client
from mcp.types import CallToolResult, TextContent, Tool

from policypack.assistants.places import Roots, roots_of
from policypack.assistants.programs import Programs
from policypack.assistants.server import server_of
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.index import listed_rules
from policypack.errors import ConfigurationError
from policypack.offline import preview

ROOT = Path(__file__).parents[2]
FLAWED = "examples/flawed"
BUCKET = """
import pulumi_aws as aws

aws.s3.Bucket("logs", bucket="acme-logs")
"""


class Session:
    """The folder that a server may read, and calls of its tools."""

    def __init__(self, *folders: Path, settings: Path | None = None) -> None:
        plain = Configuration(listed_rules())
        self.programs = Programs(
            Roots(tuple(one.resolve() for one in folders)),
            lambda: plain if settings is None else plain.with_file(settings),
        )

    def _with_client(self, do: Callable[[Client], Awaitable[Any]]) -> Any:
        async def session() -> Any:
            async with Client(server_of(self.programs)) as client:
                return await do(client)

        return anyio.run(session)

    def tools(self) -> dict[str, Tool]:
        listed = self._with_client(lambda client: client.list_tools())
        return {one.name: one for one in listed.tools}

    def call(self, name: str, **arguments: Any) -> CallToolResult:
        result: CallToolResult = self._with_client(lambda client: client.call_tool(name, arguments))
        return result

    def data(self, name: str, **arguments: Any) -> tuple[dict[str, Any], str]:
        """Data and text of a call that succeeds; the data fits the schema that the server tells."""
        result = self.call(name, **arguments)
        assert not result.is_error, text_of(result)
        assert result.structured_content is not None
        validate(result.structured_content, self.tools()[name].output_schema)
        return result.structured_content, text_of(result)

    def error(self, name: str, **arguments: Any) -> str:
        """The text of a call that fails: one line."""
        result = self.call(name, **arguments)
        told = text_of(result)
        assert result.is_error
        assert "\n" not in told
        assert "Traceback" not in told
        return told


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


@pytest.fixture
def checkout() -> Session:
    return Session(ROOT)


@pytest.fixture
def folder(tmp_path: Path) -> Session:
    return Session(tmp_path)


def program(folder: Path, text: str = BUCKET, name: str = "app.py") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


# -- what the server tells --------------------------------------------------------------------


def test_each_tool_tells_what_it_takes_and_gives(checkout: Session) -> None:
    tools = checkout.tools()
    assert list(tools) == ["explain_rule", "find_rules", "rejections", "versions", "check_program", "fix_program"]
    for tool in tools.values():
        assert tool.description
        assert tool.output_schema
        assert all(one.get("description") for one in tool.input_schema["properties"].values())


def test_hints_say_what_runs_a_program_and_what_writes(checkout: Session) -> None:
    tools = checkout.tools()
    hints = {name: tool.annotations for name, tool in tools.items()}
    reading = {name for name, one in hints.items() if one and one.read_only_hint}
    destructive = {name for name, one in hints.items() if one and one.destructive_hint}
    assert reading == {"explain_rule", "find_rules", "rejections", "versions"}
    assert destructive == {"check_program", "fix_program"}
    assert all("RUNS THE PROGRAM" in (tools[name].description or "") for name in destructive)


# -- without a program ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("rds-engine-version-available", ["rds-engine-version-available"]),
        ("RDS.3", ["storage-encrypted"]),
        ("rds.3", ["storage-encrypted"]),
    ],
)
def test_a_rule_is_explained(checkout: Session, name: str, rules: list[str]) -> None:
    data, text = checkout.data("explain_rule", rule=name)
    assert [one["rule"] for one in data["rules"]] == rules
    assert text.startswith(f"# {rules[0]}\n")
    assert data["rules"][0]["page"] in text


def test_a_long_page_says_that_it_is_cut(checkout: Session) -> None:
    data, text = checkout.data("explain_rule", rule="cloudfront-parts-valid")
    assert "more lines are left out" in text
    assert len(data["rules"][0]["page"]) < 25_000


def test_rules_are_found_by_words(checkout: Session) -> None:
    data, text = checkout.data("find_rules", words=["S3", "Public Access"])
    assert "s3-public-access-block" in [one["rule"] for one in data["rules"]]
    assert data["more"] == 0
    assert "s3-public-access-block  " in text


def test_rules_of_an_organization_are_known(tmp_path: Path) -> None:
    session = Session(tmp_path, settings=ROOT / "examples" / "own-rules" / "guardrails.yaml")
    data, _ = session.data("find_rules", words=["acme", "owns"])
    assert [one["rule"] for one in data["rules"]] == ["acme-data-owned"]
    assert session.data("explain_rule", rule="acme-database-class")[1].startswith("# acme-database-class\n")
    program(tmp_path)
    found = session.data("check_program", path="app.py")[0]["findings"]
    assert "acme-data-owned" in [one["rule"] for one in found]


def test_a_list_says_how_many_more_there_are(checkout: Session) -> None:
    data, text = checkout.data("find_rules", words=[])
    assert len(data["rules"]) == 40
    assert data["more"] == len(listed_rules()) - 40
    assert f"{data['more']} more" in text


def test_rejections_are_found_by_the_text_of_an_error(checkout: Session) -> None:
    data, text = checkout.data("rejections", words=["Cannot find version", "RDS"])
    assert "rds-engine-version-available" in [one["rule"] for one in data["rejections"]]
    assert all("Cannot find version" in one["error"] for one in data["rejections"])
    assert data["rejections"][0]["error"] in text


def test_nothing_found_is_said(checkout: Session) -> None:
    assert checkout.data("rejections", words=["xyzzy"]) == (
        {"rejections": [], "more": 0},
        "The pack knows no rejection with xyzzy.\n",
    )
    assert checkout.data("find_rules", words=["xyzzy"])[0] == {"rules": [], "more": 0}


def test_versions_of_an_engine(checkout: Session) -> None:
    data, text = checkout.data("versions", engine="Postgres", region="eu-south-2")
    assert (data["engine"], data["region"]) == ("postgres", "eu-south-2")
    assert [one["version"] for one in data["versions"] if one["recommended"]]
    assert data["versions"][0]["version"] in text
    assert checkout.data("versions", engine="valkey")[0]["region"] == "us-east-1"


# -- programs ---------------------------------------------------------------------------------


def test_a_program_is_checked(checkout: Session) -> None:
    data, text = checkout.data("check_program", path=FLAWED, limit=5)
    assert data["fails"]
    assert data["counts"]["rejected"] == 9
    assert len(data["findings"]) == 5
    first = data["findings"][0]
    assert {first["kind"], first["level"]} == {"rejection", "mandatory"}
    file = ROOT / first["file"]
    assert file.parent == ROOT / FLAWED
    assert first["resource"] in file.read_text(encoding="utf-8")
    assert first["line"] > 0
    assert first["fix"] in text
    assert data["more_findings"] > 20
    assert "The data has 5 of" in text
    assert len(data["undetermined"]) == data["counts"]["undetermined"] == 1


def test_a_check_finds_what_a_preview_finds(checkout: Session) -> None:
    data, _ = checkout.data("check_program", path=FLAWED, limit=500)
    run = preview(ROOT / FLAWED, Configuration(listed_rules()))
    stopping = {(one.rule, one.resource_name, one.at) for one in run.findings if one.stops}
    assert {(one["rule"], one["resource"], one["property"]) for one in data["findings"] if one["stops"]} == stopping
    assert data["more_findings"] == 0


def test_what_fails_a_check_is_chosen(checkout: Session) -> None:
    assert not checkout.data("check_program", path=FLAWED, fail_on="never")[0]["fails"]
    assert checkout.data("check_program", path=FLAWED, fail_on="rejections")[0]["fails"]


def test_configuration_and_answers_reach_the_program(folder: Session, tmp_path: Path) -> None:
    program(
        tmp_path,
        "import pulumi, pulumi_aws as aws\n"
        "sizes = pulumi.Config().require_object('sizes')\n"
        "vpc = aws.ec2.get_vpc(tags={'team': 'web'})\n"
        "aws.s3.Bucket('logs', bucket=f'{vpc.id}-{sizes[0]}')\n"
        "aws.s3.Bucket('bad', bucket='Not Valid')\n",
    )
    answers = {"aws:ec2/getVpc:getVpc": {"id": "vpc-0a1b2c3d"}}
    given = {"config": {"sizes": [7], "aws:region": "eu-west-1"}}
    data, _ = folder.data("check_program", path="app.py", answers=answers, **given)
    assert data["region"] == "eu-west-1"
    assert [one["resource"] for one in data["findings"] if one["kind"] == "rejection"] == ["bad"]
    (tmp_path / "told.json").write_text(json.dumps(answers), encoding="utf-8")
    assert folder.data("check_program", path="app.py", answers="told.json", **given)[0]["findings"] == data["findings"]


def test_settings_beside_a_program_are_not_read_and_that_is_said(folder: Session, tmp_path: Path) -> None:
    program(tmp_path)
    (tmp_path / "guardrails.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    (warning,) = folder.data("check_program", path="app.py")[0]["warnings"]
    assert "guardrails.yaml is not read" in warning


def test_a_patch_leaves_the_file_and_writing_edits_it(folder: Session, tmp_path: Path) -> None:
    file = program(tmp_path)
    data, text = folder.data("fix_program", path="app.py")
    assert file.read_text(encoding="utf-8") == BUCKET
    assert not data["written"]
    assert data["files"] == ["app.py"]
    assert data["applied"] > 0
    assert data["patch"].startswith("--- a/app.py\n")
    assert data["patch"] in text
    assert folder.data("fix_program", path="app.py", write=True, resource="other")[0]["files"] == []
    assert file.read_text(encoding="utf-8") == BUCKET
    assert folder.data("fix_program", path="app.py", write=True)[0]["written"]
    assert "BucketPublicAccessBlock" in file.read_text(encoding="utf-8")
    assert "s3-public-access-block" not in {
        one["rule"] for one in folder.data("check_program", path="app.py")[0]["findings"]
    }


def test_what_a_program_prints_is_not_in_the_answer(
    folder: Session, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path, BUCKET + "import os, sys\nprint('on stdout', flush=True)\nos.write(1, b'below python')\n")
    data, text = folder.data("check_program", path="app.py")
    assert data["resources"] == 1
    assert "on stdout" not in text
    assert capfd.readouterr().out == ""


# -- errors -----------------------------------------------------------------------------------


def test_errors_are_one_line(folder: Session, checkout: Session, tmp_path: Path) -> None:
    assert "no such rule" in checkout.error("explain_rule", rule="no-such-rule")
    assert "No engine postgresql" in checkout.error("versions", engine="postgresql")
    assert "no such file or folder" in folder.error("check_program", path="nowhere")
    program(tmp_path, "import pulumi\nraise ValueError('first\\nsecond')\n")
    assert "first" in folder.error("check_program", path="app.py")
    assert "first" in folder.error("fix_program", path="app.py")
    (tmp_path / "state.json").write_text("{}", encoding="utf-8")
    assert "is a state" in folder.error("fix_program", path="state.json")


def test_wrong_arguments_are_named_without_their_values(checkout: Session) -> None:
    assert checkout.error("explain_rule") == "explain_rule: rule: Field required"
    told = checkout.error("check_program", path=FLAWED, config=["hunter2"])
    assert told.startswith("check_program: config: ")
    assert "hunter2" not in told


def test_a_fault_of_the_pack_shows_no_value(folder: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Configuration:
        raise KeyError("hunter2")

    folder.programs = Programs(Roots((tmp_path,)), broken)
    told = folder.error("check_program", path="app.py")
    assert "the pack failed with KeyError" in told
    assert "hunter2" not in told


def test_a_secret_of_a_stack_is_in_no_answer(folder: Session, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n", encoding="utf-8")
    (tmp_path / "Pulumi.dev.yaml").write_text(
        "config:\n  aws:region: eu-west-1\n  shop:password: {secure: AAABAKb0}\n", encoding="utf-8"
    )
    program(
        tmp_path,
        "import pulumi\nimport pulumi_aws as aws\n"
        "secret = pulumi.Output.secret('hunter2 hunter2')\n"
        "aws.rds.Instance('db', engine='postgres', engine_version='9.1', instance_class='db.t3.micro',"
        " username='x', password=secret)\n",
        "__main__.py",
    )
    result = folder.call("check_program", path=".", stack="dev", config={"token": "hunter2 hunter2"})
    assert not result.is_error, text_of(result)
    assert "hunter2" not in result.model_dump_json()


# -- folders ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["..", "../other", "/etc", "link", "link/app.py", "~root", "a\0b"])
def test_paths_outside_of_the_folders_are_refused(folder: Session, tmp_path: Path, path: str) -> None:
    other = tmp_path.parent / f"{tmp_path.name}-other"
    other.mkdir()
    program(other)
    (tmp_path / "link").symlink_to(other)
    told = [folder.error(name, path=path) for name in ("check_program", "fix_program")]
    program(tmp_path)
    told.append(folder.error("check_program", path="app.py", answers=path))
    outside = ("is not in", "is no path", "no such file")
    assert all(any(words in one for words in outside) for one in told)


def test_a_file_that_links_out_of_the_folders_is_not_edited(folder: Session, tmp_path: Path) -> None:
    shared = tmp_path.parent / f"{tmp_path.name}-shared.py"
    shared.write_text(BUCKET, encoding="utf-8")
    before = shared.read_text(encoding="utf-8")
    (tmp_path / "parts.py").symlink_to(shared)
    program(tmp_path, "import parts\n")
    assert "is not in" in folder.error("fix_program", path="app.py", write=True)
    assert shared.read_text(encoding="utf-8") == before
    assert (tmp_path / "parts.py").is_symlink()


def test_any_of_several_folders_may_be_named(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        program(tmp_path / name)
    session = Session(tmp_path / "one", tmp_path / "two")
    assert session.data("check_program", path="app.py")[0]["resources"] == 1
    assert session.data("check_program", path=str(tmp_path / "two" / "app.py"))[0]["resources"] == 1
    assert "is not in" in session.error("check_program", path=str(tmp_path))


def test_folders_of_a_call(tmp_path: Path) -> None:
    assert roots_of([], tmp_path) == Roots((tmp_path.resolve(),))
    assert roots_of([tmp_path], Path("/")) == Roots((tmp_path.resolve(),))
    with pytest.raises(ConfigurationError, match="no such folder"):
        roots_of([tmp_path / "nowhere"], tmp_path)
    with pytest.raises(ConfigurationError, match="name the folder by --root"):
        roots_of([], Path("/"))


# -- calls that are given up ------------------------------------------------------------------


def test_a_cancelled_call_ends_its_program(folder: Session, tmp_path: Path) -> None:
    started = tmp_path / "started"
    program(tmp_path, f"import os, time\nopen({str(started)!r}, 'w').write(str(os.getpid()))\ntime.sleep(250)\n")

    async def session() -> None:
        async with Client(server_of(folder.programs)) as client:
            with anyio.move_on_after(60) as scope:
                async with anyio.create_task_group() as group:
                    group.start_soon(client.call_tool, "check_program", {"path": "app.py"})
                    while not (started.exists() and started.read_text()):
                        await anyio.sleep(0.05)
                    group.cancel_scope.cancel()
            assert not scope.cancelled_caught

    anyio.run(session)
    assert ended(int(started.read_text()))


def ended(process: int) -> bool:
    """Whether a process is gone within some seconds."""
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        anyio.run(anyio.sleep, 0.1)
    return False
