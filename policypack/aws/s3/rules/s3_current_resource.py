"""s3-current-resource: S3 buckets must use current resource types and arguments."""

from collections.abc import Iterator

from policypack.aws import s3
from policypack.aws.common.programs import name_of, python_name, variable
from policypack.aws.common.versions import provider_major, unsaid_version
from policypack.catalog.buckets import OutdatedBuckets, outdated_buckets
from policypack.check import FALSE, Resource, Verdict, require, undetermined
from policypack.rule import StackContext, StackRule


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The type is current in the program's pulumi-aws, and so is each argument that it is given."""
    major = provider_major(resource, context.stack)
    if major is None:
        yield undetermined(unsaid_version(resource), at="type")
        return
    facts = outdated_buckets(major)
    if resource.type in facts.types:
        yield outdated_type(resource, facts, major)
    else:
        yield from outdated_arguments(resource, facts, major)


def outdated_type(resource: Resource, facts: OutdatedBuckets, major: int) -> Verdict:
    """The type has a successor."""
    successor = facts.types[resource.type]
    return require(
        FALSE,
        at="type",
        problem=f"{resource.short_type} is out of date in pulumi-aws {major}; new arguments and fixes go to"
        f" aws.s3.{successor}, and a later major removes it.",
        fix=s3.code_of_successor(resource, successor),
    )


def outdated_arguments(resource: Resource, facts: OutdatedBuckets, major: int) -> Iterator[Verdict]:
    """What the type takes inline has a resource of its own by now."""
    for argument, successor in facts.arguments.get(resource.type, {}).items():
        value = resource[argument]
        yield require(
            value.is_empty(),
            at=value,
            problem=f"The argument {python_name(argument)} is deprecated in pulumi-aws {major}: it fights with the"
            " resource that replaces it, and a later major removes it.",
            fix=f"aws.s3.{successor}({name_of(resource)}, bucket={variable(resource)}.id, ...)",
        )


RULE = StackRule(
    id="s3-current-resource",
    summary="S3 buckets must use current resource types and arguments",
    rationale="""
        pulumi-aws 6 has two families: the legacy `Bucket`, with everything inline, and `BucketV2` with a
        resource for each setting. In pulumi-aws 7 `Bucket` is what `BucketV2` was; the names that end in `V2` are
        deprecated aliases, and so are the arguments that a resource of their own replaces. The version of the provider
        in the stack decides; a provider without a version, as in YAML programs, is the newest one. `BucketObject` is
        out of date in both, `BucketObjectv2` and `DirectoryBucket` are not.

        The classes of pulumi-aws 7 take over what stands in the state under a name that ends in `V2`, so dropping the
        ending changes nothing in AWS. Other types do not: take the old resource out of the state and import it under
        its new type, as the migration guide says, or Pulumi deletes the bucket.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=s3.FAMILY,
    references=(
        "https://www.pulumi.com/registry/packages/aws/how-to-guides/bucketv2-migration",
        "https://www.pulumi.com/registry/packages/aws/api-docs/s3/bucketversioningv2",
    ),
    check=check,
)
