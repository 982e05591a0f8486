"""Mistakes of a rule's author are errors where the rule is loaded, with file, line and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.errors import ConfigurationError
from tests.own.files import PREFIX, configured, rule_of

DEMAND = 'name.starts_with("acme-"),'


def changed(old: str, new: str) -> str:
    assert old in PREFIX
    return PREFIX.replace(old, new)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (changed(DEMAND, "name.is_set,"), r"py:12: is_set is a question; call it: is_set\(\)"),
        (changed(DEMAND, "name.is_set() and name.is_true(),"), r"py:12: is_set\(\) has three answers"),
        (changed(DEMAND, "not name.is_set(),"), r"py:12: is_set\(\) has three answers"),
        (changed(DEMAND, 'name.starts_with("acme-") if name.is_set() else name.is_set(),'), "has three answers"),
        (changed(DEMAND, "(answer := name.is_set()) or answer,"), "has three values"),
        (changed(DEMAND, 'name.test(bool) if name == "x" else name.is_set(),'), r"use \.equals"),
        (changed('bucket["bucket"]', 'bucket["buckett"]'), r"buckett: no such property .*did you mean bucket\?"),
        (changed("s3/bucket:Bucket", "s3/buckets:Bucket"), r"did you mean aws:s3/bucket:Bucket\?"),
        (changed('"aws:s3/bucket:Bucket"', '"aws:s3:Bucket:x:y"'), "is no type"),
        (changed('("aws:s3/bucket:Bucket",)', "()"), "names no type"),
        (changed('level="mandatory"', 'level="mandatry"'), r"level: 'mandatry' .*did you mean mandatory\?"),
        (changed('consequence="hygiene"', 'consequence="mess"'), "consequence: 'mess'"),
        (changed('summary="Names of buckets must start with acme-"', 'summary=""'), "summary: is empty"),
        (changed('id="acme-bucket-prefix"', 'id="acme-bucket"'), r"name the file acme_bucket\.py"),
        (changed('("aws:s3/bucket:Bucket",)', '"aws:s3/bucket:Bucket"'), r'write \("aws:s3/bucket:Bucket",\)'),
        (changed("check=check", "options=dict, check=check"), "acme_bucket_prefix.py: "),
        (changed("check=check", "options=3, check=check"), "acme_bucket_prefix.py: "),
        (changed("check=check", "check=check, controls=3"), "acme_bucket_prefix.py: "),
        (changed("check=check", "check=3"), "acme_bucket_prefix.py: "),
        (changed("references=()", "references=3"), "acme_bucket_prefix.py: "),
        (changed("RULE =", "OTHER ="), "declares no RULE"),
        (changed("RULE =", "RULE = 3\nOTHER ="), "declares no RULE"),
        (changed("def check(", "def check(("), r"py:8: is not Python"),
        (changed("RULE =", "import no_such_module\nRULE ="), r"py:19: ModuleNotFoundError: .*no_such_module"),
        (changed("RULE =", "raise SystemExit(3)\nRULE ="), "py:19: SystemExit"),
        (changed("RULE =", "raise ValueError('hunter2')\nRULE ="), "py:19: ValueError$"),
        (changed("name.starts_with", "nme.starts_with"), "py:12: NameError: .*nme"),
        (changed("name.starts_with", "name.begins_with"), "py:12: AttributeError: .*begins_with"),
        (changed("applies_to=", "aplies_to="), "TypeError: .*aplies_to"),
        ("", "declares no RULE"),
        ("\x00", "is not Python"),
    ],
)
def test_a_mistake_is_an_error_when_the_rule_is_loaded(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said) as error:
        configured(tmp_path, {"acme_bucket_prefix.py": text})
    assert "acme_bucket_prefix.py" in str(error.value)
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        changed(DEMAND, "any_of(name.is_empty(), name.is_set()),").replace(
            "import Resource", "import any_of, Resource"
        ),
        changed('bucket["bucket"]', 'bucket["region"]'),
        changed('bucket["bucket"]', 'bucket["somethingThatIsNearNothing"]'),
        changed('"aws:s3/bucket:Bucket"', '"kubernetes:core/v1:Pod"'),
        changed('"aws:s3/bucket:Bucket"', '"aws:*"'),
        changed('"aws:s3/bucket:Bucket"', '"aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"'),
    ],
)
def test_what_is_right_is_loaded(tmp_path: Path, text: str) -> None:
    assert rule_of(tmp_path, "acme_bucket_prefix.py", text).id == "acme-bucket-prefix"
