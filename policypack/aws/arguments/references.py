"""Arguments that are an ID, an ARN or a name of another resource, and what each of these looks like."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from policypack.catalog.files import read_file
from policypack.model.facts import Fact, any_of, is_not, known
from policypack.model.links import dependencies_at
from policypack.model.paths import top
from policypack.model.records import record
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

FILE = Path(__file__).parent / "data" / "references.json"
EC2_ERRORS = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"
NO_ID = Rejection(
    service="EC2",
    condition="An ID of a VPC, subnet, security group or gateway is an ARN, a name or something else",
    error="InvalidSubnetID.NotFound: The subnet ID 'web' does not exist",
    source=EC2_ERRORS,
    invalid="name-for-id",
    valid="id",
)
NO_ARN = Rejection(
    service="AWS",
    condition="An argument that takes an ARN has a name, an ID or something else",
    error="(web) is an invalid ARN: arn: invalid prefix",
    source="https://github.com/hashicorp/terraform-provider-aws/pull/28661",
    invalid="name-for-arn",
    valid="arn",
)
NO_NAME = Rejection(
    service="AWS",
    condition="An argument that takes a name or an ID has an ARN",
    error="ValidationError: The specified value for roleName is invalid. It must contain only alphanumeric characters"
    " and/or the following: +=,.@_-",
    source="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html",
    invalid="arn-for-name",
    valid="name",
)
NO_BUCKET = Rejection(
    service="S3",
    condition="A setting of a bucket names the bucket by its ARN",
    error="InvalidARN: only ARNs of access points are supported",
    source="https://github.com/boto/boto3/issues/2779",
    invalid="arn-for-bucket",
    valid="bucket",
)
NO_URL = Rejection(
    service="SQS",
    condition="A setting of a queue names the queue by its ARN or name",
    error="InvalidAddress: The address arn:aws:sqs:us-east-1:123456789012:orders is not valid for this endpoint.",
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html",
    invalid="arn-for-url",
    valid="url",
)
NO_KEY = Rejection(
    service="KMS",
    condition="An alias is of another alias, not of a key",
    error="TargetKeyId: Specify the key ID or key ARN of the KMS key.",
    source="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
    invalid="alias-for-key",
    valid="key",
)
REJECTIONS = (NO_ID, NO_ARN, NO_NAME, NO_BUCKET, NO_URL, NO_KEY)
_OF_BUCKETS = ("arn:aws:s3:::", "arn:aws-cn:s3:::", "arn:aws-us-gov:s3:::")


@record(frozen=True, slots=True)
class Form:
    """What a reference must look like: one of ``starts`` at its start, or none of ``not_starts``."""

    name: str
    rejects: Rejection
    starts: tuple[str, ...] = ()
    not_starts: tuple[str, ...] = ()

    def fits(self, value: Value) -> Fact:
        """The value looks like this."""
        return value.starts_with(*self.starts) if self.starts else is_not(value.starts_with(*self.not_starts))


_OTHERS = {
    "arn": Form("an ARN", NO_ARN, starts=("arn:",)),
    "bucket": Form("the name of a bucket, not its ARN", NO_BUCKET, not_starts=_OF_BUCKETS),
    "key": Form("the ID or the ARN of a key, not an alias", NO_KEY, not_starts=("alias/",)),
    "name": Form("a name or an ID, not an ARN", NO_NAME, not_starts=("arn:",)),
    "url": Form("the URL of a queue", NO_URL, starts=("https://", "http://")),
}


def form_of(name: str) -> Form:
    """The form that the file calls so; any other word is the prefix of an ID."""
    return _OTHERS.get(name) or Form(f'an ID that starts with "{name}-"', NO_ID, starts=(f"{name}-",))


@lru_cache(maxsize=4096)
def references_of(resource_type: str) -> Mapping[str, Form]:
    """Path -> form, for the arguments of a type."""
    paths = read_file(FILE).section("types").section(resource_type)
    return {path: form_of(paths.text(path)) for path in paths}


def fits_or_is_left_to_its_origin(form: Form, value: Value, resource: Resource, stack: Stack) -> Fact:
    """The value looks like the form; what another AWS resource gives and is not known yet is asked when it is.

    A preview knows of an output no more than the resource that it is of, and most programs take the right one.
    """
    fits = form.fits(value)
    origins = map(stack.type_of, dependencies_at(resource, top(value.path))) if fits.truth is None else ()
    return any_of(known(any(map(_has_references, origins))), value.is_empty(), fits)


def _has_references(resource_type: str) -> bool:
    """An AWS resource whose outputs are its own; those of a CloudFormation stack may be anything."""
    return resource_type.startswith("aws:") and resource_type != "aws:cloudformation/stack:Stack"
