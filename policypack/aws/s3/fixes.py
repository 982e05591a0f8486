"""Fixes of buckets: settings inline or as a separate resource, of a type that the bucket's pulumi-aws has."""

from __future__ import annotations

from policypack.aws import s3
from policypack.aws.common.versions import provider_major
from policypack.aws.s3.public import PUBLIC_ACLS
from policypack.fix import Blank, Create, Depend, Fix, Ref, Remove, Set, Step, Target, fix
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Plain

OLD_FORM_MAJOR = 6
"""The last major in which ``Bucket`` has its settings inline, and in which separate resources have the ending V2."""


def uses_inline_arguments(bucket: Resource, stack: Stack) -> bool:
    """The program's Bucket is the old form, whose settings are inline."""
    return bucket.type == s3.BUCKET[0] and provider_major(bucket, stack) == OLD_FORM_MAJOR


def separate(
    bucket: Resource, types: tuple[str, ...], arguments: dict[str, Plain], stack: Stack, *, ending: str = ""
) -> Create:
    """A resource that configures the bucket. ``types`` are its current type and, where there is one, the type with the
    ending V2; ``ending`` tells its logical name from the bucket's."""
    major = provider_major(bucket, stack)
    is_old = major == OLD_FORM_MAJOR or (major is None and bucket.type == s3.BUCKET[1])
    return Create(
        types[-1] if is_old else types[0], bucket.name + ending, {"bucket": Ref.to(bucket, "id"), **arguments}
    )


def enable_versioning(bucket: Resource, stack: Stack, *, elsewhere: bool = False) -> tuple[Step, ...]:
    """Versioning as the program already sets it, else inline where that is the bucket's form, else by a resource.

    ``elsewhere``: the finding is on another resource, which then has to wait for the new one.
    """
    for existing in s3.linked(stack, s3.BUCKET_VERSIONING, bucket).certain():
        return (Set("versioningConfiguration.status", "Enabled", on=Target.of(existing)),)
    on = Target.of(bucket) if elsewhere else None
    if bucket["versionings"].is_known:
        return (Set("versionings", [{"enabled": True}], on=on),)
    if bucket["versioning"].is_known or uses_inline_arguments(bucket, stack):
        return (Set("versioning.enabled", True, on=on),)
    enabled: dict[str, Plain] = {"versioningConfiguration": {"status": "Enabled"}}
    if not elsewhere:
        return (separate(bucket, s3.BUCKET_VERSIONING, enabled, stack),)
    created = separate(bucket, s3.BUCKET_VERSIONING, enabled, stack, ending="-versioning")
    return created, Depend(Ref(created.name))


def allow_acls(bucket: Resource, stack: Stack) -> Create:
    """Ownership controls with which the bucket accepts ACLs."""
    rule = {"rule": {"objectOwnership": "BucketOwnerPreferred"}}
    return separate(bucket, s3.OWNERSHIP_CONTROLS, rule, stack, ending="-ownership")


def separate_acl(bucket: Resource, arguments: dict[str, Plain], stack: Stack) -> tuple[Step, ...]:
    """An ACL as a resource, which waits for the ownership controls that allow it."""
    controls, acl = allow_acls(bucket, stack), separate(bucket, s3.BUCKET_ACL, arguments, stack)
    return controls, acl, Depend(Ref(controls.name), on=Target(acl.type, acl.name))


def without_inline_acl(bucket: Resource, stack: Stack) -> Fix:
    """The same ACL as a resource; none where it is private, as each bucket is, or public, which a new one blocks."""
    acl = bucket["acl"]
    if acl.equals("private").truth:
        return fix(Remove("acl"))
    if acl.is_in(PUBLIC_ACLS).truth and not bucket.is_deployed:
        return fix(Remove("acl"), note="CloudFront can serve the objects of a private bucket")
    return fix(Remove("acl"), *separate_acl(bucket, {"acl": acl.say(str, "") or Blank("the same ACL")}, stack))


def without_inline_grants(bucket: Resource, stack: Stack) -> Fix:
    """The same grants in an ACL resource."""
    policy = {"accessControlPolicy": Blank("the owner and the same grants")}
    return fix(Remove("grants"), *separate_acl(bucket, policy, stack))
