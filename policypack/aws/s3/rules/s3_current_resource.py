"""s3-current-resource: S3 buckets must use current resource types and arguments."""

from collections.abc import Iterator

from policypack.aws import s3
from policypack.aws.common.versions import provider_major, unsaid_version
from policypack.aws.s3.fixes import without_inline_acl, without_inline_grants
from policypack.catalog.buckets import OutdatedBuckets, outdated_buckets
from policypack.check import FALSE, Resource, Stack, Verdict, require, undetermined
from policypack.fix import Blank, Create, Fix, Ref, Remove, fix
from policypack.model.values import Plain
from policypack.rule import StackContext, StackRule

SETTINGS = {
    "accelerationStatus": "status",
    "corsRules": "corsRules",
    "lifecycleRules": "rules",
    "objectLockConfiguration": "rule",
    "policy": "policy",
    "replicationConfiguration": "rules",
    "replicationConfigurations": "rules",
    "requestPayer": "payer",
    "serverSideEncryptionConfiguration": "rules",
    "serverSideEncryptionConfigurations": "rules",
    "versioning": "versioningConfiguration",
    "versionings": "versioningConfiguration",
}
"""Where the separate resource has what a bucket's argument has inline; the others have several arguments for it."""


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The type is current in the program's pulumi-aws, and so is each argument that is set."""
    major = provider_major(resource, context.stack)
    if major is None:
        yield undetermined(unsaid_version(resource), at="type")
        return
    facts = outdated_buckets(major)
    if resource.type in facts.types:
        yield outdated_type(resource, facts, major)
    else:
        yield from outdated_arguments(resource, facts, major, context.stack)


def outdated_type(resource: Resource, facts: OutdatedBuckets, major: int) -> Verdict:
    """The type has a successor."""
    successor = facts.types[resource.type]
    return require(
        FALSE,
        at="type",
        problem=f"{resource.short_type} is deprecated in pulumi-aws {major}; new arguments and fixes go to"
        f" aws.s3.{successor}, and a later major removes it.",
        fix=replacement(resource, successor),
    )


def outdated_arguments(resource: Resource, facts: OutdatedBuckets, major: int, stack: Stack) -> Iterator[Verdict]:
    """What the type sets inline has a separate resource by now."""
    for argument, successor in facts.arguments.get(resource.type, {}).items():
        value = resource[argument]
        yield require(
            value.is_empty(),
            at=value,
            problem=f"The argument {argument} is deprecated in pulumi-aws {major}: it conflicts with the resource that"
            " replaces it, and a later major removes it.",
            fix=moved(resource, argument, successor, stack),
        )


def replacement(resource: Resource, successor: str) -> Fix:
    """A resource of the successor's type in place of this one; only names that end in V2 are aliases, which keep the
    state."""
    arguments = {} if resource.type in s3.BUCKET else {"bucket": Blank()}
    is_alias = resource.type.endswith("V2") and successor in resource.type
    imported = "import it under the new type, as the migration guide describes"
    return fix(
        Remove(""),
        Create(token(successor), resource.name, arguments),
        note="with the same arguments" if is_alias else imported,
    )


def moved(bucket: Resource, argument: str, successor: str, stack: Stack) -> Fix:
    """The argument's settings in the resource that replaces it."""
    if argument == "acl":
        return without_inline_acl(bucket, stack)
    if argument == "grants":
        return without_inline_grants(bucket, stack)
    arguments: dict[str, Plain] = {"bucket": Ref.to(bucket, "id")}
    if argument in SETTINGS:
        arguments[SETTINGS[argument]] = Blank(f"the settings of {argument}")
    separate = Create(token(successor), bucket.name, arguments)
    return fix(Remove(argument), separate, note="" if argument in SETTINGS else f"with the settings of {argument}")


def token(name: str) -> str:
    """The type token of a class of ``aws.s3``."""
    return f"aws:s3/{name[0].lower()}{name[1:]}:{name}"


RULE = StackRule(
    id="s3-current-resource",
    summary="S3 buckets must use current resource types and arguments",
    rationale="""
        pulumi-aws 6 has two families: the legacy `Bucket`, with everything inline, and `BucketV2` with a resource for
        each setting. In pulumi-aws 7, `Bucket` is what `BucketV2` was; the names that end in `V2` are deprecated
        aliases, and the arguments that a separate resource replaces are deprecated, too. The version of the provider in
        the stack decides; a provider without a version, as in YAML programs, is the newest one. `BucketObject` is
        deprecated in both; `BucketObjectv2` and `DirectoryBucket` are not.

        The classes of pulumi-aws 7 adopt the state of a name that ends in `V2`, so removing the ending changes nothing
        in AWS. Other types do not: remove the old resource from the state and import it under its new type, as the
        migration guide describes, or Pulumi deletes the bucket.
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
