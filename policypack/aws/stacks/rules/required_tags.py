"""required-tags: Resources must have the required tags."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from policypack.aws.common import names, tags
from policypack.check import EVERY_AWS_TYPE, Resource, Verdict, all_facts, require
from policypack.rule import Changes, Context, ResourceRule


@dataclass(frozen=True)
class Options:
    """What each resource must carry."""

    keys: Annotated[tuple[str, ...], "Tag keys that each taggable resource carries; none: one tag, whichever."] = ()
    values: Annotated[
        Mapping[str, str], "Values of required keys, for level `remediate`: what a resource lacks of these is set."
    ] = field(default_factory=dict)
    ignored_types: Annotated[tuple[str, ...], "Resource types that need no tags; objects in buckets are content."] = (
        "aws:s3/bucketObject:BucketObject",
        "aws:s3/bucketObjectv2:BucketObjectv2",
        "aws:s3/objectCopy:ObjectCopy",
    )


def check(resource: Resource, context: Context[Options]) -> Iterator[Verdict]:
    """A taggable resource carries each required tag, or any tag where none is required, by itself or by its provider's
    default tags."""
    facts = names.type_facts(resource)
    if facts is None or not facts.taggable or resource.type in context.options.ignored_types:
        return
    keys, deployment = context.options.keys, context.deployment
    carried = {key: tags.has_tag(resource, key, facts, deployment) for key in keys}
    missing = [key for key, fact in carried.items() if fact.truth is False]
    yield require(
        all_facts(carried.values()) if keys else tags.has_any_tag(resource, facts, deployment),
        at="tags",
        problem=problem(missing),
        fix=code(missing or ["Owner"], facts.tags_are_list),
    )


def problem(missing: list[str]) -> str:
    """Which tags are not there."""
    what = f"The tags {', '.join(missing)} are missing" if missing else "There is no tag"
    return f"{what}: whose the resource is, and who pays for it, can be read neither in the console nor on the bill."


def code(keys: list[str], as_list: bool) -> str:
    """The argument that adds the tags."""
    if as_list:
        found = (f'{{"key": "{key}", "value": "...", "propagate_at_launch": True}}' for key in keys)
        return f"tags=[{', '.join(found)}]"
    return "tags={" + ", ".join(f'"{key}": "..."' for key in keys) + "}"


def remedy(resource: Resource, context: Context[Options]) -> Changes:
    """required keys that are missing are added where `values` has a value for each of them. Auto Scaling groups are
    left: whether their instances get a tag is a choice."""
    facts = names.type_facts(resource)
    keys, values = context.options.keys, context.options.values
    if facts is None or facts.tags_are_list:
        return {}
    missing = [key for key in keys if tags.has_tag(resource, key, facts, context.deployment).truth is False]
    added = {key: values[key] for key in missing if key in values}
    return {"tags": added} if added else {}


RULE = ResourceRule(
    id="required-tags",
    summary="Resources must have the required tags",
    rationale="""
        Tags say whose a resource is, what it is for and who pays for it; budgets, access rules and clean-ups
        work with them. Which keys are required is the organization's choice (`keys`); as long as it makes none,
        one tag of any key is enough. Tags that the resource's own provider adds to all of its resources
        (`default_tags`) count, of the default provider and of explicit ones. Objects in buckets are not asked:
        they are content. Auto Scaling groups do not get them and need tags of their own. Which types take tags
        is read from pulumi-aws itself. A tag counts by its key: its value may be empty or not known yet. Tags
        that are given to a resource by another one (`aws.ec2.Tag`, `aws.autoscaling.Tag`) are not seen, nor are
        default tags that come from environment variables of the provider (`TF_AWS_DEFAULT_TAGS_...`).
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=(EVERY_AWS_TYPE,),
    references=(
        "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CostAllocationTag.html",
        "https://github.com/pulumi/pulumi-aws/issues/5960",
        "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/1916",
    ),
    options=Options,
    remedy=remedy,
    check=check,
)
