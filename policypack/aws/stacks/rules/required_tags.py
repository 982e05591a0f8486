"""required-tags: Resources must have the required tags."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import partial
from typing import Annotated, Literal

from policypack.aws.common import names, tags
from policypack.check import EVERY_AWS_TYPE, Resource, Verdict, all_facts, require
from policypack.fix import Add, Blank, Fix, Map, Set, fix
from policypack.model.conditions import shown
from policypack.model.records import record
from policypack.rule import Changes, Context, ResourceRule


@record(frozen=True)
class Options:
    """The tags that each resource must have."""

    keys: Annotated[tuple[str, ...], "Tag keys that each taggable resource has; none: one tag of any key."] = ()
    values: Annotated[
        Mapping[str, str], "Values of required keys, for level `remediate`: those that a resource lacks are set."
    ] = field(default_factory=dict)
    ignored_types: Annotated[tuple[str, ...], "Resource types that need no tags; objects in buckets are content."] = (
        "aws:s3/bucketObject:BucketObject",
        "aws:s3/bucketObjectv2:BucketObjectv2",
        "aws:s3/objectCopy:ObjectCopy",
    )
    show: Annotated[
        Literal["summary", "each"], "One advisory finding for the stack, which lists the resources, or one for each."
    ] = "summary"


def check(resource: Resource, context: Context[Options]) -> Iterator[Verdict]:
    """A taggable resource has each required tag, or any tag where none is required, by itself or by its provider's
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
        fix=partial(with_tags, resource, missing or ["Owner"], facts.tags_are_list),
    )


def problem(missing: list[str]) -> str:
    """Which tags are missing."""
    what = f"The tags {', '.join(map(shown, missing))} are missing" if missing else "The resource has no tags"
    return f"{what}: neither the console nor the bill shows who owns it and who pays for it."


def with_tags(resource: Resource, keys: list[str], as_list: bool) -> Fix:
    """The tags that the resource has, and those that are missing."""
    missing = Blank("the value of the tag")
    if as_list:
        return fix(*(Add("tags", {"key": key, "value": missing, "propagateAtLaunch": True}) for key in keys))
    own = {key: value.say(str, "") or missing for key, value in resource["tags"].fields()}
    return fix(Set("tags", Map({**own, **dict.fromkeys(keys, missing)})))


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
        Tags show who owns a resource, what it is for and who pays for it; budgets, access rules and clean-ups
        use them. The organization chooses the required keys (`keys`); without a choice, one tag of any key is
        enough. Tags that the resource's own provider adds to all of its resources
        (`default_tags`) count, of the default provider and of explicit ones. Objects in buckets are content and
        are not checked. Auto Scaling groups do not get default tags and need their own. Which types accept tags
        is read from pulumi-aws itself. A tag counts by its key: its value may be empty or not known yet. Tags
        that another resource gives (`aws.ec2.Tag`, `aws.autoscaling.Tag`) are not seen, nor are
        default tags from environment variables of the provider (`TF_AWS_DEFAULT_TAGS_...`).
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
    together="Tags are missing: neither the console nor the bill shows who owns these resources and who pays for them.",
    remedy=remedy,
    check=check,
)
