"""What IAM and S3 reject of a policy document."""

from __future__ import annotations

from policypack.model.rejections import Rejection

GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"
QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"


def _malformed(condition: str, error: str, source: str, invalid: str, valid: str) -> Rejection:
    return Rejection(
        service="IAM",
        condition=condition,
        error=f"MalformedPolicyDocument: {error}",
        source=source,
        invalid=invalid,
        valid=valid,
    )


NO_RESOURCE = _malformed(
    "A statement of an identity's policy has no Resource",
    "Policy statement must contain resources.",
    "https://github.com/terraform-aws-modules/terraform-aws-iam/issues/603",
    invalid="no-resource",
    valid="not-resource",
)
NO_ACTION = _malformed(
    "A statement of a policy has no Action",
    "Policy statement must contain actions.",
    "https://github.com/aws/aws-cdk/issues/7615",
    invalid="no-action",
    valid="deny",
)
NO_ARN = _malformed(
    "A Resource is neither an ARN nor an asterisk",
    'Resource must be in ARN format or "*".',
    "https://github.com/felipefrizzo/terraform-aws-transfer-server/issues/6",
    invalid="bucket-name",
    valid="wildcard",
)
PRINCIPAL = _malformed(
    "A statement of an identity's policy has a Principal",
    "Policy document should not specify a principal.",
    "https://github.com/hashicorp/terraform-provider-aws/issues/10419",
    invalid="principal",
    valid="wildcard",
)
TRUST_RESOURCE = _malformed(
    "A statement of a trust policy has a Resource",
    "Has prohibited field Resource",
    "https://github.com/hashicorp/terraform/issues/34231",
    invalid="trust-resource",
    valid="trust",
)
TRUST_PRINCIPAL = _malformed(
    "A statement of a trust policy has no Principal",
    "AssumeRole policy must contain principals.",
    "https://github.com/hashicorp/terraform/issues/1882",
    invalid="trust-nobody",
    valid="trust",
)
TRUST_ACTION = _malformed(
    "A trust policy has actions of another service than STS",
    "AssumeRole policy may only specify STS AssumeRole actions.",
    "https://github.com/getmoto/moto/issues/5750",
    invalid="trust-action",
    valid="trust-tags",
)
NO_SERVICE = _malformed(
    "An action has no service before a colon",
    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
    GRAMMAR,
    invalid="no-service",
    valid="every-action",
)
COLONS = _malformed(
    "An action has more than one colon",
    "Actions/Condition can contain only one colon.",
    "https://github.com/eksctl-io/eksctl/issues/2794",
    invalid="colons",
    valid="wildcard",
)
ANY_SERVICE = _malformed(
    "The service of an action has a wildcard",
    "Action vendors (e.g., aws, ec2, etc.) must not contain wildcards",
    "https://github.com/boogy/iam-policy-validator/pull/172",
    invalid="any-service",
    valid="every-action",
)
SAME_SID = _malformed(
    "Two statements have the same Sid",
    "Statement IDs (SID) in a single policy must be unique.",
    "https://github.com/kubernetes/kops/issues/4951",
    invalid="same-sid",
    valid="empty-sids",
)
SID_CHARACTERS = _malformed(
    "A Sid of a managed policy has other characters than letters and digits",
    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    "https://github.com/aws-cloudformation/cfn-lint/issues/1376",
    invalid="spaced-sid",
    valid="every-action",
)
VERSION = _malformed(
    "A managed policy has no Version, or another one than 2012-10-17",
    "Policy document must be version 2012-10-17 or greater.",
    "https://github.com/Meteor-Community-Packages/Meteor-CollectionFS/issues/630",
    invalid="no-version",
    valid="inline-no-version",
)
OPERATOR = _malformed(
    "A condition operator does not exist, or has no key",
    "Syntax errors in policy.",
    "https://github.com/aws-cloudformation/cfn-lint/issues/3751",
    invalid="no-operator",
    valid="operator",
)
SYNTAX = _malformed(
    "A document is not JSON, has no statement, or a statement's Effect is neither Allow nor Deny",
    "Syntax errors in policy.",
    GRAMMAR,
    invalid="effect",
    valid="deny",
)
MANAGED_SIZE = Rejection(
    service="IAM",
    condition="A managed policy has more than 6,144 characters without white space",
    error="LimitExceeded: Cannot exceed quota for PolicySize: 6144",
    source="https://github.com/LBHackney-IT/Data-Platform/pull/2116",
    invalid="long",
    valid="longest",
)
INLINE_SIZE = Rejection(
    service="IAM",
    condition="An inline policy has more than 10,240 characters in a role, 5,120 in a group, 2,048 in a user",
    error="LimitExceeded: Maximum policy size of 10240 bytes exceeded for role",
    source="https://github.com/awslabs/aws-deployment-framework/issues/474",
    invalid="long-inline",
    valid="longest-inline",
)
BUCKET_PRINCIPAL = Rejection(
    service="S3",
    condition="A statement of a bucket policy has no Principal",
    error="MalformedPolicy: Missing required field Principal cannot be empty!",
    source="https://github.com/cn-terraform/terraform-aws-s3-static-website/issues/38",
    invalid="bucket-nobody",
    valid="bucket",
)
BUCKET_RESOURCE = Rejection(
    service="S3",
    condition="A statement of a bucket policy has no Resource",
    error="MalformedPolicy: Statement is missing required element",
    source="https://github.com/aws/aws-cdk/issues/6708",
    invalid="bucket-nothing",
    valid="bucket",
)
ALL = (
    NO_RESOURCE,
    NO_ACTION,
    NO_ARN,
    PRINCIPAL,
    TRUST_RESOURCE,
    TRUST_PRINCIPAL,
    TRUST_ACTION,
    NO_SERVICE,
    COLONS,
    ANY_SERVICE,
    SAME_SID,
    SID_CHARACTERS,
    VERSION,
    OPERATOR,
    SYNTAX,
    MANAGED_SIZE,
    INLINE_SIZE,
    BUCKET_PRINCIPAL,
    BUCKET_RESOURCE,
)
