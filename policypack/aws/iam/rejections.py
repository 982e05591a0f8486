"""What IAM, and other services of the policies of their resources, reject of a document."""

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
COMPARED = _malformed(
    "A condition compares a text as an address or a number, and it is none",
    "The policy failed legacy parsing",
    "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/iam/pf-iam-policy-condition-ip-value/meta.yaml",
    invalid="no-address",
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
NO_PRINCIPAL_OF_TRUST = _malformed(
    "A trust policy names a service that is no principal, or neither an account, a user, a role nor a session",
    'Invalid principal in policy: "SERVICE":"tagging.amazonaws.com"',
    "https://github.com/hashicorp/terraform/issues/35086",
    invalid="trust-no-service",
    valid="trust",
)
IAM_REGION = _malformed(
    "The ARN of a resource of IAM has a region",
    "IAM resource arn:aws:iam:eu-west-1:123456789012:role/deploy-target cannot contain region information.",
    "https://github.com/cloud-gov/terraform-provision/pull/1838",
    invalid="region",
    valid="wildcard",
)
OPEN_SERVICE = _malformed(
    "The service in the ARN of a Resource has a wildcard",
    "Resource vendor must be fully qualified and cannot contain regexes.",
    "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/iam/pf-iam-policy-resource-service-wildcard/meta.yaml",
    invalid="open-service",
    valid="wildcard",
)
TRUST_EVERYONE = _malformed(
    "The Principal of a trust policy is an asterisk without a key",
    'AssumeRole policy contained an invalid principal: "STAR":"*".',
    "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/iam/pf-iam-trust-policy-principal-star-string/meta.yaml",
    invalid="trust-everyone",
    valid="trust-account",
)
TRUST_POOL = _malformed(
    "A trust policy names Cognito's identity pools without a Condition",
    "A condition block must be present for the Cognito provider",
    "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/iam/pf-iam-trust-policy-cognito-condition/meta.yaml",
    invalid="trust-pools",
    valid="trust-pool",
)
PARTITION = _malformed(
    "The ARN of a Resource has no partition, or an invalid one",
    'Partition "" is not valid for resource "arn::s3:::orders/*".',
    "https://github.com/cloudera-labs/cloudera.exe/issues/114",
    invalid="no-partition",
    valid="wildcard",
)
SHORT_ARN = _malformed(
    "The ARN of a Resource has fewer than six parts, or an account that is not 12 digits",
    "The policy failed legacy parsing",
    "https://github.com/danschultzer/elixir-terraform-aws-ecs-example/issues/1",
    invalid="short-arn",
    valid="wildcard",
)


def _of_resource(service: str, condition: str, error: str, source: str, invalid: str, valid: str) -> Rejection:
    return Rejection(service=service, condition=condition, error=error, source=source, invalid=invalid, valid=valid)


BUCKET_NO_PRINCIPAL = _of_resource(
    "S3",
    "A bucket policy names a principal that is not valid",
    "MalformedPolicy: Invalid principal in policy",
    "https://repost.aws/knowledge-center/s3-invalid-principal-in-policy-error",
    invalid="bucket-no-principal",
    valid="bucket",
)
BUCKET_NO_STATEMENT = _of_resource(
    "S3",
    "A bucket policy has no statement",
    "MalformedPolicy: Could not parse the policy: Statement is empty!",
    "https://github.com/versity/versitygw/issues/646",
    invalid="bucket-empty",
    valid="bucket",
)
KEY_NO_PRINCIPAL = _of_resource(
    "KMS",
    "A key policy names a principal that is not valid",
    "MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals.",
    "https://github.com/cloudposse/terraform-aws-vpc-flow-logs-s3-bucket/pull/27",
    invalid="key-no-principal",
    valid="key",
)
KEY_NOBODY = _of_resource(
    "KMS",
    "A statement of a key policy has no Principal, or one with an empty list",
    "MalformedPolicyDocumentException: Policy contains a statement with no principal.",
    "https://github.com/terraform-aws-modules/terraform-aws-eks/pull/2163",
    invalid="key-nobody",
    valid="key",
)
TOPIC_NO_PRINCIPAL = _of_resource(
    "SNS",
    "A topic policy names a principal that is not valid",
    "InvalidParameter: Invalid parameter: Policy Error: PrincipalNotFound",
    "https://github.com/hashicorp/terraform-provider-aws/issues/26041",
    invalid="topic-no-principal",
    valid="topic",
)
TOPIC_SYNTAX = _of_resource(
    "SNS",
    "A statement of a topic policy has no Principal, or an element that does not exist (Principle)",
    "InvalidParameter: Invalid parameter: Policy Error: null",
    "https://github.com/serverless/serverless/issues/5519",
    invalid="topic-principle",
    valid="topic",
)
TOPIC_ACTION = _of_resource(
    "SNS",
    "A topic policy has an action that is not one of a topic",
    "InvalidParameter: Invalid parameter: Policy statement action out of service scope!",
    "https://github.com/hashicorp/terraform/issues/12740",
    invalid="topic-action",
    valid="topic",
)
QUEUE_NO_PRINCIPAL = _of_resource(
    "SQS",
    "A queue policy names a principal that is not valid",
    "InvalidAttributeValue: Invalid value for the parameter Policy.",
    "https://github.com/aws/aws-cdk/issues/15602",
    invalid="queue-no-principal",
    valid="queue",
)
QUEUE_ACTIONS = _of_resource(
    "SQS",
    "A statement of a queue policy has more than 7 actions",
    "OverLimit: 10 actions were found in a statement from the submitted policy, max allowed is 7",
    "https://github.com/ministryofjustice/cloud-platform-environments/pull/9082",
    invalid="queue-actions",
    valid="queue",
)
QUEUE_STATEMENTS = _of_resource(
    "SQS",
    "A queue policy has more than 20 statements",
    "OverLimit: 21 statements were found in the submitted policy, max allowed is 20",
    "https://github.com/aws/aws-cdk/issues/16303",
    invalid="queue-statements",
    valid="queue",
)
REPOSITORY_NO_PRINCIPAL = _of_resource(
    "ECR",
    "A repository policy names a principal that is not valid",
    "InvalidParameterException: Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository"
    " policy provided'",
    "https://github.com/hashicorp/terraform-provider-aws/issues/3924",
    invalid="repository-no-principal",
    valid="repository",
)
SECRET_SYNTAX = _of_resource(
    "Secrets Manager",
    "A secret's policy has a Version that does not exist",
    "MalformedPolicyDocumentException: This policy has invalid syntax.",
    "https://github.com/awsdocs/aws-cloudformation-user-guide/pull/623",
    invalid="secret-version",
    valid="secret",
)
INVALID_PRINCIPAL = {
    "iam": NO_PRINCIPAL_OF_TRUST,
    "s3": BUCKET_NO_PRINCIPAL,
    "kms": KEY_NO_PRINCIPAL,
    "sns": TOPIC_NO_PRINCIPAL,
    "sqs": QUEUE_NO_PRINCIPAL,
    "ecr": REPOSITORY_NO_PRINCIPAL,
}
"""By the service that reads the document."""
INVALID_SYNTAX = {"iam": SYNTAX, "sns": TOPIC_SYNTAX, "secretsmanager": SECRET_SYNTAX}
NO_STATEMENT = {"iam": SYNTAX, "s3": BUCKET_NO_STATEMENT}
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
    COMPARED,
    SYNTAX,
    MANAGED_SIZE,
    INLINE_SIZE,
    BUCKET_PRINCIPAL,
    BUCKET_RESOURCE,
    NO_PRINCIPAL_OF_TRUST,
    IAM_REGION,
    OPEN_SERVICE,
    TRUST_EVERYONE,
    TRUST_POOL,
    PARTITION,
    SHORT_ARN,
    BUCKET_NO_PRINCIPAL,
    BUCKET_NO_STATEMENT,
    KEY_NO_PRINCIPAL,
    KEY_NOBODY,
    TOPIC_NO_PRINCIPAL,
    TOPIC_SYNTAX,
    TOPIC_ACTION,
    QUEUE_NO_PRINCIPAL,
    QUEUE_ACTIONS,
    QUEUE_STATEMENTS,
    REPOSITORY_NO_PRINCIPAL,
    SECRET_SYNTAX,
)
