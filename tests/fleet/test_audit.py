"""An audit says of each stack what a preview would, with the stacks around it in view; whoever does the work."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.index import listed_rules
from policypack.errors import ReportError
from policypack.fleet.audit import audit
from policypack.fleet.places import find_states, read_state_file
from policypack.fleet.workers import in_processes, in_this_process
from policypack.reports.results import StackReport
from tests.fleet.states import export, fleet, resource, write
from tests.test_commands import run

CONFIGURATION = Configuration(listed_rules())


def alone(places: Iterable[str]) -> list[StackReport]:
    """The reports, without the time they took."""
    with in_this_process(CONFIGURATION, graph=False) as do:
        return [replace(one, seconds=0.0) for one in audit(list(places), do).stacks]


def found(report: StackReport) -> set[tuple[str, str]]:
    return {(one.rule, one.name) for one in report.results if one.outcome == "violated"}


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return fleet(tmp_path_factory.mktemp("fleet"))


class TestAFleet:
    def test_another_stack_may_version_the_bucket(self, states: list[str]) -> None:
        """Alone, the state has a bucket without versioning; that of its neighbour has the versioning."""
        _, web, data, other = states
        assert ("s3-versioning", "logs") in found(alone([data])[0])
        assert ("s3-versioning", "logs") not in found(alone([data, web])[0])
        assert ("s3-versioning", "own") in found(alone([other, web])[0])

    def test_a_fault_of_two_stacks_is_found(self, states: list[str]) -> None:
        """The subnets of the load balancer are another stack's, both in one zone."""
        network, web, *_ = states
        apart, together = alone([web])[0], alone([web, network])[0]
        zones = [one for one in together.results if one.name == "front" and "zone" in one.problem.lower()]
        assert [one for one in zones if one.outcome == "violated"]
        assert found(apart) < found(together)

    def test_nothing_is_said_of_other_stacks(self, states: list[str]) -> None:
        for report, place in zip(alone(states), states, strict=True):
            assert {one.urn.split(":")[2] for one in report.results} <= {Path(place).stem}

    def test_the_order_changes_nothing(self, states: list[str]) -> None:
        assert sorted(alone(states), key=str) == sorted(alone(reversed(states)), key=str)

    def test_processes_say_the_same(self, states: list[str]) -> None:
        with in_processes(CONFIGURATION, 2, graph=False) as do:
            assert [replace(one, seconds=0.0) for one in audit(states, do).stacks] == alone(states)


def test_a_damaged_state_hides_no_other(tmp_path: Path, states: list[str]) -> None:
    broken = str(write(tmp_path, "broken.json", {"deployment": {"resources": [{"urn": 3, "type": "a"}]}}))
    first, second = alone([broken, states[2]])
    assert first.problem.startswith(f"{broken}: deployment.resources[0].urn must be a text")
    assert found(second)


class TestPlaces:
    def test_a_backend_s_folder(self, tmp_path: Path) -> None:
        """Its stacks, and nothing that it keeps beside them."""
        document = export("prod")
        wanted = [
            write(tmp_path, ".pulumi/stacks/shop/prod.json", document),
            write(tmp_path, ".pulumi/stacks/shop/test.json.gz", document),
        ]
        for beside in (
            ".pulumi/stacks/shop/prod.json.bak",
            ".pulumi/stacks/shop/prod.json.attrs",
            ".pulumi/history/shop/prod/prod-1.checkpoint.json",
            ".pulumi/backups/shop/prod/prod.1.json",
            ".pulumi/locks/organization/shop/prod/1.json",
        ):
            write(tmp_path, beside, document)
        expected = sorted(map(str, wanted))
        assert find_states([str(tmp_path)]) == expected
        assert find_states([str(tmp_path / ".pulumi")]) == expected
        assert find_states([f"{tmp_path}/.pulumi/**"]) == expected
        assert find_states([f"{tmp_path}/.pulumi/stacks/*/*.json"]) == [str(wanted[0])]

    def test_each_once_in_the_order_of_the_call(self, tmp_path: Path) -> None:
        places = [str(write(tmp_path, name, export("prod"))) for name in ("b.json", "a.json")]
        assert find_states([*places, str(tmp_path)]) == places

    def test_a_url(self) -> None:
        fsspec = pytest.importorskip("fsspec")
        storage = fsspec.filesystem("memory")
        for name in ("stacks/shop/prod.json", "stacks/shop/prod.json.bak", "history/shop/prod.json"):
            storage.pipe(f"/bucket/.pulumi/{name}", json.dumps(export("prod")).encode())
        for target in ("memory://bucket/.pulumi/stacks/**", "memory://bucket/.pulumi", "memory://bucket"):
            assert find_states([target]) == ["memory:///bucket/.pulumi/stacks/shop/prod.json"]
        (place,) = find_states(["memory://bucket/.pulumi/stacks/shop/prod.json"])
        assert json.loads(read_state_file(place))["version"] == 3

    @pytest.mark.parametrize("target", ["nowhere", "nowhere/*.json", "memory://nowhere"])
    def test_nothing_there(self, target: str, tmp_path: Path) -> None:
        place = target if "://" in target else str(tmp_path / target)
        with pytest.raises(ReportError, match="no state is there"):
            find_states([place])


class TestTheCommand:
    def test_text(self, tmp_path: Path) -> None:
        fleet(tmp_path)
        done = run("audit", tmp_path)
        assert done.returncode == 1, done.stderr
        assert "s3-versioning" in done.stdout
        assert done.stdout.splitlines()[-1].startswith("4 stacks, 7 resources: ")

    def test_json_and_a_damaged_state(self, tmp_path: Path) -> None:
        places = fleet(tmp_path)
        broken = write(tmp_path, "broken.json", b"{")
        done = run("audit", *places, broken, "--format", "json", "--workers", "1")
        assert done.returncode == 2
        programs = json.loads(done.stdout)["programs"]
        assert [one["target"] for one in programs] == [*places, str(broken)]
        assert "is not JSON" in programs[-1]["report"]["error"]
        assert programs[0]["report"]["stack"] == "network"

    def test_settings_and_exemptions_count(self, tmp_path: Path) -> None:
        *_, place = fleet(tmp_path)
        settings = write(tmp_path, "ours.yaml", b"levels: {s3-*: disabled}\n")
        done = run("audit", place, "--format", "json", "--guardrails", settings)
        rules = {one["rule"] for one in json.loads(done.stdout)["findings"]}
        assert rules
        assert not [one for one in rules if one.startswith("s3-")]

    def test_nothing_to_audit(self, tmp_path: Path) -> None:
        done = run("audit", tmp_path / "nowhere")
        assert done.returncode == 2
        assert "no state is there" in done.stderr

    def test_no_secret_leaves(self, tmp_path: Path) -> None:
        inputs = {
            "bucket": {
                "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
                "plaintext": '"hunter2x"',
            }
        }
        place = write(tmp_path, "a.json", export("prod", resource("prod", "Bucket", "logs", inputs)))
        for form in ("text", "json", "html"):
            done = run("audit", place, "--format", form)
            assert done.returncode in (0, 1), done.stderr
            assert "hunter2x" not in done.stdout + done.stderr
