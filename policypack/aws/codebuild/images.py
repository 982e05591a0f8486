"""CodeBuild's own ("curated") images: which there are is data, ``data/curated_images.json``.

Each function returns what CodeBuild objects to, None where it does not, or where the table does not say: an image may
be newer than the table, so a name is wrong only where it is a misspelling of one that is known.
"""

from __future__ import annotations

import re
from functools import cache

from policypack.aws.common.tables import table
from policypack.catalog.files import Section
from policypack.model.values import Plain

PREFIX = "aws/codebuild/"
CURATED = rf"(?i:{PREFIX}.+)"
_MOST_EDITS = 2


def name_error(image: Plain) -> str | None:
    """The image is of the form ``aws/codebuild/NAME:TAG``, and its name and tag are no misspelling."""
    text = str(image)
    if not text.startswith(PREFIX):
        return f"CodeBuild's own images begin with {PREFIX}, in small letters"
    name, _, tag = text.removeprefix(PREFIX).partition(":")
    if ":" in tag:
        return "an image has one colon, before its tag"
    if name not in _images():
        likely = next((one for one in _images() if _is_misspelling(name, one)), None)
        return f"CodeBuild has no image {name}; it has {likely}" if likely else None
    if _images().section(name).flag("numbered", default=False) and re.fullmatch(r"v?\d+|v\d+\.\d+", tag):
        number = tag.removeprefix("v")
        return f"the tag of {name} is a version such as {number if '.' in number else number + '.0'}"
    return None


def environment_error(image: Plain, type_: Plain) -> str | None:
    """The environment's type is one that runs the image."""
    types = types_of(image)
    if not types or not isinstance(type_, str) or type_ in types or type_ not in _container_types():
        return None
    return f"the image is for {' or '.join(types)}"


def types_of(image: Plain) -> tuple[str, ...]:
    """The types of environment that run the image; none where the table does not say."""
    name = str(image).removeprefix(PREFIX).partition(":")[0]
    return _images().section(name).texts("types") if name in _images() else ()


@cache
def _images() -> Section:
    return table("codebuild/curated_images").section("images")


@cache
def _container_types() -> frozenset[str]:
    return frozenset(type_ for name in _images() for type_ in _images().section(name).texts("types"))


def _is_misspelling(name: str, known: str) -> bool:
    """Another case, other separators, or up to two letters; another number is another image."""
    plain, of = (re.sub(r"[^a-z0-9]", "", one.lower()) for one in (name, known))
    if plain == of:
        return True
    if re.sub(r"\d", "", plain) == re.sub(r"\d", "", of):
        return False
    return len(known) > 2 * _MOST_EDITS + 3 and _distance(plain, of) <= _MOST_EDITS


def _distance(left: str, right: str) -> int:
    """How many letters to add, leave out or replace."""
    if abs(len(left) - len(right)) > _MOST_EDITS:
        return _MOST_EDITS + 1
    row = list(range(len(right) + 1))
    for place, letter in enumerate(left, 1):
        before, row[0] = row[0], place
        for other, its in enumerate(right, 1):
            before, row[other] = row[other], min(row[other] + 1, row[other - 1] + 1, before + (letter != its))
    return row[-1]
