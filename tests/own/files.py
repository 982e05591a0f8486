"""Files of an organization's rules, for tests."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.index import ListedRule, SomeRule, listed_rules, loaded
from policypack.rule import AnyRule

PREFIX = '''
"""acme-bucket-prefix: names of buckets start with acme-."""

from policypack.check import Resource, Verdict, require
from policypack.fix import Blank, Set, fix
from policypack.rule import Context, ResourceRule


def check(bucket: Resource, context: Context[None]) -> Verdict:
    """The bucket's name starts with acme-."""
    name = bucket["bucket"]
    return require(
        name.starts_with("acme-"),
        at=name,
        problem=f"bucket is {name}: nobody finds whose it is.",
        fix=fix(Set("bucket", Blank("a name that starts with acme-"))),
    )


RULE = ResourceRule(
    id="acme-bucket-prefix",
    summary="Names of buckets must start with acme-",
    rationale="Names tell whose a bucket is.",
    level="mandatory",
    consequence="hygiene",
    since="1.0.0",
    applies_to=("aws:s3/bucket:Bucket",),
    references=(),
    check=check,
)
'''
CLASSES = """
summary: Databases must have a class that the platform team pays for
why: A larger class needs an approval.
level: mandatory
consequence: cost
types: aws:rds/instance:Instance
base: {engine: postgres, allocatedStorage: 20, username: app, manageMasterUserPassword: true, skipFinalSnapshot: true}
rows:
  - property: instanceClass
    oneOf: [db.t4g.micro, db.t4g.small]
"""


def written(folder: Path, files: Mapping[str, str], settings: str = "rules: {folders: rules}\n") -> Path:
    """The organization's file, beside a folder of rules with these files."""
    for name, text in files.items():
        file = folder / "rules" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
    organization = folder / "guardrails.yaml"
    organization.write_text(settings, encoding="utf-8")
    return organization


def configured(folder: Path, files: Mapping[str, str], settings: str = "rules: {folders: rules}\n") -> Configuration:
    """The pack's rules and those of the files, as the settings have them."""
    return Configuration(listed_rules()).with_file(written(folder, files, settings))


def own_of(configuration: Configuration) -> dict[str, SomeRule]:
    """The rules that are not the pack's, by id."""
    known = {one.id for one in listed_rules()}
    return {one.id: one for one in configuration.rules if one.id not in known}


def rule_of(folder: Path, name: str, text: str) -> AnyRule:
    """The one rule of a file."""
    (rule,) = own_of(configured(folder, {name: text})).values()
    assert isinstance(rule, ListedRule)
    return loaded(rule)
