"""customer-managed-key-everywhere: All data must be encrypted with a customer managed key."""

from policypack.aws import rds
from policypack.aws.practices.base import BASES
from policypack.aws.practices.base_of_keys import PROTECTED
from policypack.constraint import ALWAYS, Blank, Condition, Constraint, Set, argument, fix
from policypack.constraint.practices import practice, said
from policypack.rule import practices_rule

KMS = "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html"
KEY = "arn:aws:kms:us-east-1:123456789012:key/0e1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b"
ARN = "the ARN of a KMS key"
RESULTS = "configuration.resultConfiguration.encryptionConfiguration"
DATABASE = "encryptionConfiguration"


def key(path: str = "kmsKeyId") -> Constraint:
    """The argument names a key."""
    return said(path, KEY, blank=ARN, source=KMS)


def with_switch(switch: str, path: str = "kmsKeyId", when: Condition = ALWAYS) -> Constraint:
    """The resource is encrypted, and names a key."""
    return practice(
        argument(path).is_present(),
        when=when,
        fix=fix(Set(switch, True), Set(path, Blank(ARN))),
        invalid=({}, {switch: True}),
        valid={switch: True, path: KEY},
        source=KMS,
    )


def with_option(option: str, path: str, chosen: str) -> Constraint:
    """The encryption is by KMS, and names its key."""
    return practice(
        argument(path).is_present() & argument(option).one_of("SSE_KMS", "CSE_KMS", "CSE-KMS"),
        at=path,
        fix=fix(Set(option, chosen), Set(path, Blank(ARN))),
        invalid=({}, {option: "SSE_S3"}),
        valid={option: chosen, path: KEY},
        source=KMS,
    )


RULE = practices_rule(
    id="customer-managed-key-everywhere",
    summary="All data must be encrypted with a customer managed key",
    rationale="""
        AWS encrypts what is encrypted with a key of its own, unless the program names another. With a customer managed
        key the account decides who may use it, each use is logged, and it can be disabled. Some companies ask for one
        everywhere: each key costs about a dollar a month and its requests, so that the rule is off unless a setting
        gives it a level. Images, trails and secrets of clusters are for `customer-managed-key`. Most of these
        resources keep the key with which they were made.
    """,
    harm="AWS's own key protects the data: nobody in the account can say who may use it, or revoke it.",
    level="disabled",
    consequence="exposure",
    rated="low",
    since="0.3.0",
    base={**BASES, **PROTECTED},
    practices={
        ("aws:athena/workgroup:Workgroup",): [
            with_option(f"{RESULTS}.encryptionOption", f"{RESULTS}.kmsKeyArn", "SSE_KMS")
        ],
        ("aws:athena/database:Database",): [
            with_option(f"{DATABASE}.encryptionOption", f"{DATABASE}.kmsKey", "SSE_KMS")
        ],
        ("aws:appflow/flow:Flow", "aws:appflow/connectorProfile:ConnectorProfile"): [key("kmsArn")],
        ("aws:dynamodb/table:Table",): [with_switch("serverSideEncryption.enabled", "serverSideEncryption.kmsKeyArn")],
        ("aws:ebs/volume:Volume", "aws:efs/fileSystem:FileSystem"): [with_switch("encrypted")],
        ("aws:ec2/launchTemplate:LaunchTemplate",): [with_switch("encrypted").inside("blockDeviceMappings[].ebs")],
        rds.INSTANCE: [with_switch("storageEncrypted", when=~argument("replicateSourceDb").is_present())],
        rds.CLUSTER: [with_switch("storageEncrypted", when=~argument("replicationSourceIdentifier").is_present())],
        ("aws:secretsmanager/secret:Secret",): [key()],
    },
)
