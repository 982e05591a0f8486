"""States in all their forms are the same resources; what is damaged is one line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from policypack.documents.files import UnreadableError
from policypack.model.values import UNKNOWN, Secret
from policypack.sources.state import State, state_of
from policypack.wire.requests import resource_of
from policypack.wire.trees import SECRET
from tests.engine.recorder import read_recording
from tests.fleet.states import SIGNATURE, deployment, export, resource, urn

RECORDED = Path(__file__).parents[1] / "recorded"
BUCKET = resource("prod", "Bucket", "logs", {"bucket": "acme-logs"}, id="acme-logs")


def read(document: Any) -> State:
    return state_of(json.dumps(document).encode())


def names(state: State) -> list[str]:
    return [one.name for one in state.resources if one.type.startswith("aws:")]


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_every_version_of_an_export(version: int) -> None:
    state = read(export("prod", BUCKET, version=version))
    assert (state.project, state.stack, state.region) == ("shop", "prod", "eu-west-1")
    assert names(state) == ["logs"]


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_a_checkpoint_of_a_backend_in_a_folder(version: int) -> None:
    latest = deployment("prod", BUCKET)
    state = read({"version": version, "checkpoint": {"stack": "organization/shop/prod", "latest": latest}})
    assert (state.project, state.stack) == ("shop", "prod")
    assert names(state) == ["logs"]


def test_a_stack_that_was_never_deployed() -> None:
    assert read({"version": 3, "checkpoint": {"stack": "organization/shop/prod"}}).resources == ()
    assert read({"version": 3, "deployment": {}}).resources == ()


def test_compressed() -> None:
    assert names(state_of(gzip.compress(json.dumps(export("prod", BUCKET)).encode()))) == ["logs"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not JSON"),
        (b"\x1f\x8b\x08broken", "cannot be unpacked"),
        (gzip.compress(b"{}" * 1000)[:-9], "cannot be unpacked"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"[]", "the document must be an object"),
        (b"{}", "deployment is missing"),
        (b'{"version": 5, "deployment": {}}', "has version 5 of the form; versions up to 4 are known"),
        (b'{"checkpoint": {"latest": {"resources": [{}]}}}', r"checkpoint.latest.resources\[0\].urn is missing"),
    ],
)
def test_what_is_no_state(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        state_of(content)


def test_a_small_file_that_unpacks_to_a_large_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policypack.sources.state.LARGEST", 1000)
    with pytest.raises(UnreadableError, match="is larger than 0 MB unpacked"):
        state_of(gzip.compress(b" " * 100_000))


def test_what_is_to_be_deleted_or_was_only_read_is_not_there() -> None:
    old = {**resource("prod", "Bucket", "old", {}), "delete": True}
    read_only = {**resource("prod", "Bucket", "theirs", {}), "external": True}
    assert names(read(export("prod", old, BUCKET, read_only))) == ["logs"]


def test_components_protected_resources_and_options() -> None:
    component = {"urn": urn("prod", "acme:site:Site", "site"), "custom": False, "type": "acme:site:Site"}
    bucket = {**BUCKET, "parent": component["urn"], "protect": True, "ignoreChanges": ["tags"]}
    state = read(export("prod", component, bucket))
    site, logs = (one for one in state.resources if not one.type.startswith("pulumi:"))
    assert site.is_component
    assert logs.parent == site.urn
    assert logs.ignores_changes_of("tags")
    assert logs.provider is not None
    assert logs.is_deployed


def test_what_was_pending_is_a_warning() -> None:
    document = export("prod", BUCKET)
    document["deployment"]["pending_operations"] = [{"resource": BUCKET, "type": "creating"}]
    (warning,) = read(document).warnings
    assert warning.startswith("1 operation was pending")


def test_secrets_are_secret_and_unknown_in_every_form() -> None:
    told = {
        "ciphertext": {SIGNATURE: SECRET, "ciphertext": "v1:abc"},
        "plaintext": {SIGNATURE: SECRET, "plaintext": '"hunter2"'},
        "blinded": "[secret]",
        "nested": {"list": [{SIGNATURE: SECRET, "plaintext": '"hunter2"'}], "__defaults": []},
    }
    inputs = read(export("prod", resource("prod", "Bucket", "logs", told))).resources[-1].inputs
    for name in ("ciphertext", "plaintext", "blinded"):
        assert isinstance(inputs[name], Secret)
        assert inputs[name].value is UNKNOWN
    assert list(inputs["nested"]) == ["list"]
    assert "hunter2" not in repr(dict(inputs))


@pytest.mark.parametrize(
    ("position", "place", "language"),
    [
        ("project:///__main__.py#2", "__main__.py:2", "python"),
        ("project:///src/index.ts#3,12", "src/index.ts:3", "typescript"),
        ("project:///main.go#14,5", "main.go:14", "go"),
        ("file:///home/me/pulumi-yaml/run.go#14,5", None, None),
        ("project:///__main__.py", None, None),
    ],
)
def test_where_the_program_makes_it(position: str, place: str | None, language: str | None) -> None:
    state = read(export("prod", {**BUCKET, "sourcePosition": position}))
    assert state.positions.get(BUCKET["urn"]) == place
    assert state.language == language


@pytest.mark.parametrize("name", ["flawed-update", "hardened-update"])
def test_a_state_is_what_the_engine_sends(name: str) -> None:
    """The same inputs as those of the requests of an update, secrets as states have them."""
    requests = [call.request for call in read_recording(RECORDED / f"{name}.json") if call.call == "Analyze"]
    wired = {one.urn: one for one in map(resource_of, requests)}
    entries = [
        {"urn": one.urn, "type": one.type, "inputs": _as_state(dict(one.inputs)), "parent": one.parent}
        for one in wired.values()
    ]
    read_again = {one.urn: one for one in read({"version": 3, "deployment": {"resources": entries}}).resources}
    assert read_again.keys() == wired.keys()
    for one_urn, one in wired.items():
        assert dict(read_again[one_urn].inputs) == _without_secrets(dict(one.inputs))


def _as_state(tree: Any) -> Any:
    if isinstance(tree, Secret):
        return {SIGNATURE: SECRET, "ciphertext": "v1:abc"}
    if isinstance(tree, dict):
        return {key: _as_state(value) for key, value in tree.items()}
    return (
        [_as_state(one) for one in tree]
        if isinstance(tree, list)
        else "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
        if tree is UNKNOWN
        else tree
    )


def _without_secrets(tree: Any) -> Any:
    if isinstance(tree, Secret):
        return Secret(UNKNOWN)
    if isinstance(tree, dict):
        return {key: _without_secrets(value) for key, value in tree.items() if not key.startswith("__")}
    return [_without_secrets(one) for one in tree] if isinstance(tree, list) else tree
