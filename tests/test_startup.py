"""What importing the rules does, which is nothing; and what no source file holds."""

from __future__ import annotations

import gc
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

from policypack import pack
from policypack.aws import practices
from policypack.engine.registry import all_rules, module_name

ROOT = Path(__file__).parents[1]
BASES_OF_PRACTICES = tuple(
    f"{practices.__name__}.{file.stem}" for file in sorted(Path(practices.__path__[0]).glob("*base*.py"))
)
SOURCES = sorted(path for path in (ROOT / "policypack").rglob("*") if path.suffix in (".py", ".json"))
FOLDER_OF_A_MACHINE = re.compile(
    r"(?<![\w./:*}-])/(?:home|root|Users|work|tmp|private|opt|srv|var/folders)/\w|[A-Z]:\\Users"
)
ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]+)")
HOSTS = re.compile(
    r"(.+\.)?(amazon\.com|amazonaws\.com|amazonaws\.com\.cn|repost\.aws|endoflife\.date|mysql\.com|postgresql\.org|pulumi\.com|github\.com|iana\.org|127\.0\.0\.1|127\.|0\.0\.0\.0|localhost|orders\.snowflakecomputing\.com|www\.cloudyali\.io|unicode\.org|docs\.oasis-open\.org|json-schema\.org|orders\.(atlassian\.net|my\.salesforce\.com|sharepoint\.com|svc\.pinecone\.io)|x-token-auth|states-language\.net|git-codecommit\.|\.|example\.(com|org|net)|sqs)\.?"
)
"""Who states facts about AWS and Pulumi, the hosts of examples and patterns (``https://sqs\\.``), and this machine:
a package registry is none of them."""
WATCHED_IMPORT = """
import json, sys
opened = []
sys.addaudithook(lambda event, told: opened.append(str(told[0])) if event == "open" else None)
sys.path.insert(0, sys.argv[1])
from policypack.engine.registry import all_rules, module_name
rules = len(all_rules())
print(json.dumps({"opened": opened, "rules": rules}))
"""


def test_importing_all_rules_opens_no_data_file_and_prints_nothing() -> None:
    command = [sys.executable, "-B", "-c", WATCHED_IMPORT, str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told["rules"] == len(all_rules())
    ours = [path for path in told["opened"] if path.startswith(str(ROOT / "policypack"))]
    assert any(path.endswith((".py", ".pyc")) for path in ours), "the hook saw no module of the pack opened"
    assert [path for path in ours if not path.endswith((".py", ".pyc"))] == []


@pytest.mark.skipif(os.name != "posix", reason="a system without POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_pack_says_its_port_and_ends_by_a_signal(number: signal.Signals) -> None:
    command = [sys.executable, str(ROOT / "__main__.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert 0 < int(process.stdout.readline()) < 65536
        process.send_signal(number)
        said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, ("", ""))


def test_a_pack_that_serves_looks_for_cycles_again(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[bool] = []
    monkeypatch.setattr(pack, "serve", lambda _: served.append(gc.isenabled()))
    gc.disable()
    try:
        pack.main(ROOT)
        assert served == [True]
        assert gc.get_freeze_count() > 0
    finally:
        gc.enable()
        gc.unfreeze()


def test_no_two_rules_share_mutable_state() -> None:
    """What the bases of practices are made of is shared by name only: each table has a copy."""
    owners: dict[int, str] = {}
    bases = {id(held) for name in BASES_OF_PRACTICES for _, held in mutable_parts(vars(import_module(name)), name)}
    for rule in all_rules():
        module = import_module(module_name(rule.id))
        own = {key: value for key, value in vars(module).items() if not key.startswith("__")}
        if rule.table is not None:
            held_in_base = {id(held) for _, held in mutable_parts(rule.table.base, rule.id)}
            assert not held_in_base & bases, rule.id
        for place, held in mutable_parts(own, module.__name__):
            if id(held) in bases:
                continue
            owner = owners.setdefault(id(held), place)
            assert owner.startswith(f"{module.__name__}["), f"{place} is also {owner}"


def mutable_parts(tree: object, place: str) -> Iterator[tuple[str, object]]:
    """The lists, sets and mappings in a tree of containers and dataclasses, by where they stand."""
    if isinstance(tree, Mapping):
        parts = [(f"{place}[{key!r}]", value) for key, value in tree.items()]
    elif isinstance(tree, list | tuple | set | frozenset):
        parts = [(f"{place}[{index}]", value) for index, value in enumerate(tree)]
    elif is_dataclass(tree) and not isinstance(tree, type):
        parts = [(f"{place}.{field.name}", getattr(tree, field.name)) for field in fields(tree)]
    else:
        return
    for where, part in parts:
        if isinstance(part, list | set | dict | bytearray):
            yield where, part
        yield from mutable_parts(part, where)


def test_no_source_file_names_a_machine_or_a_foreign_host() -> None:
    texts = {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in SOURCES}
    assert [file for file, text in texts.items() if FOLDER_OF_A_MACHINE.search(text)] == []
    hosts = {
        file: {host for host in ADDRESS.findall(text) if not HOSTS.fullmatch(host)} for file, text in texts.items()
    }
    assert {file: foreign for file, foreign in hosts.items() if foreign} == {}
