"""The table of races: complete rows, arguments that exist, sources that can be read."""

import re
from collections.abc import Iterator, Mapping

import pytest

from policypack.aws.stacks.race_kinds import EARLIER, LATER
from policypack.aws.stacks.races import Meeting, Race, all_races, later_types, races_of
from policypack.catalog.schema import PropertyType, all_tokens, input_schema

RACES = all_races()
SOURCES = re.compile(r"https://(www\.pulumi\.com|docs\.aws\.amazon\.com|github\.com/[\w.-]+/[\w.-]+/(issues|pull)/\d+)")


def arguments(race: Race) -> Iterator[tuple[str, str]]:
    """Each type and the path of an argument that the row asks of it."""
    for path in "|".join([*race.when, *race.unless]).split("|"):
        yield from ((token, path) for token in race.later if path)
    for path in race.where:
        yield from ((token, path) for earlier in race.earlier for token in earlier.kind.types)
    for meeting in (race.meeting, *race.also):
        yield from of_paths(race.later, meeting)
        yield from ((token, meeting.by) for one in race.earlier for token in one.kind.types if meeting.by)
    yield from ((token, earlier.by) for earlier in race.earlier for token in earlier.kind.types if earlier.by)


def of_paths(later: tuple[str, ...], meeting: Meeting) -> Iterator[tuple[str, str]]:
    for path in meeting.paths:
        owners = later
        for step in path:
            yield from ((token, step.argument) for token in owners)
            owners = step.kind.types if step.kind else ()


def has(schema: Mapping[str, PropertyType], path: str) -> bool:
    first, _, rest = path.partition(".")
    found = schema.get(first)
    while found is not None and found.element is not None:
        found = found.element
    return found is not None and (not rest or has(found.fields, rest))


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)
def test_each_argument_exists_in_pulumi_aws(race):
    for token, path in arguments(race):
        assert has(input_schema(token), path), f"{token} {path}"


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)
def test_each_row_says_what_goes_wrong_and_where_that_is_written(race):
    assert race.problem.endswith(".")
    assert SOURCES.match(race.source)
    assert race.earlier
    assert race.meeting.paths or race.scope or race.named


def test_rows_have_names_of_their_own():
    assert len({race.name for race in RACES}) == len(RACES)


def test_every_kind_is_of_use_and_of_the_sdk():
    tokens = set(all_tokens())
    assert set(later_types()) <= tokens
    assert all(races_of(token) for token in later_types())
    steps = [
        step for race in RACES for meeting in (race.meeting, *race.also) for path in meeting.paths for step in path
    ]
    used = {step.kind for step in steps} | {earlier.kind for race in RACES for earlier in race.earlier}
    for name, kind in EARLIER.items():
        assert kind in used, name
        assert set(kind.types) <= tokens
    assert not [name for name, kind in LATER.items() if not kind.types]
