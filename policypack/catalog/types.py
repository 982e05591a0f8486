"""What is taggable and what has a name, among the resource types of pulumi-aws 6 and 7."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from policypack.catalog.files import bundled
from policypack.model.records import record


@record(frozen=True, slots=True)
class TypeFacts:
    """One resource type as one major version of pulumi-aws has it.

    ``taggable`` is whether it takes AWS tags, to which the provider adds its default tags; ``tags_are_list`` whether
    they are a list of ``{key, value}`` objects, as on an Auto Scaling group. ``name`` is the wire name of the argument
    that names the AWS resource, None where it has none; where it is not ``name_required``, the provider or AWS makes a
    name up for a program that says none. ``prefix`` is the argument that gives only the start of the name.
    """

    token: str
    taggable: bool
    tags_are_list: bool
    name: str | None
    name_required: bool
    prefix: str | None
    deprecated: bool


@lru_cache(maxsize=4096)
def resource_type_facts(token: str, major: int) -> TypeFacts | None:
    """The facts of a type token such as ``aws:rds/instance:Instance`` for pulumi-aws 6 or 7; None for one it lacks."""
    package, _, module = token.removeprefix("aws:").partition("/")
    modules = bundled("resource_types").section("types").section(package)
    if module not in modules:
        return None
    if isinstance(modules.content[module], str):
        return read_type(token, modules.text(module)) if str(major) in sdk_versions() else None
    majors = modules.section(module)
    return read_type(token, majors.text(str(major))) if str(major) in majors else None


@cache
def all_type_tokens() -> tuple[str, ...]:
    """The tokens of all types, of any major version."""
    types = bundled("resource_types").section("types")
    return tuple(f"aws:{package}/{module}" for package in types for module in types.section(package))


@cache
def sdk_versions() -> Mapping[str, str]:
    """The version of pulumi-aws that the data was made from, for each major."""
    versions = bundled("resource_types").section("versions")
    return {major: versions.text(major) for major in versions}


def read_type(token: str, words: str) -> TypeFacts:
    """The inverse of :func:`written_type`."""
    parts = words.split()
    tags = {part for part in parts if part in ("tags", "tags[]")}
    names = [part for part in parts if part not in (*tags, "deprecated")]
    return TypeFacts(
        token,
        taggable=bool(tags),
        tags_are_list="tags[]" in tags,
        name=names[0].removesuffix("?") if names else None,
        name_required=bool(names) and not names[0].endswith("?"),
        prefix=names[1] if len(names) > 1 else None,
        deprecated="deprecated" in parts,
    )


def written_type(facts: TypeFacts) -> str:
    """The facts in the words of the data file: ``tags identifier? identifierPrefix``."""
    words = [
        "tags[]" if facts.tags_are_list else "tags" if facts.taggable else "",
        f"{facts.name}{'' if facts.name_required else '?'}" if facts.name else "",
        facts.prefix or "",
        "deprecated" if facts.deprecated else "",
    ]
    return " ".join(word for word in words if word)
