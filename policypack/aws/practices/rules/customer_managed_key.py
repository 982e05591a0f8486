"""customer-managed-key: Data must be encrypted with a customer managed key."""

from policypack.aws import ecr, eks
from policypack.aws.cloudtrail import TRAIL
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint import Blank, Set, argument, fix
from policypack.constraint.practices import practice, said
from policypack.model.conditions import Condition, Subject, Words
from policypack.model.facts import Fact
from policypack.rule import practices_rule

KEY = "arn:aws:kms:us-east-1:123456789012:key/0e1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b"
ARN = "the ARN of a KMS key"
LIST = "encryptionConfigurations"
PROVIDER, RESOURCES = "encryptionConfig.provider.keyArn", "encryptionConfig.resources"


has_own_key = argument("kmsKey").is_present()


def has_key(repository: Subject) -> Fact:
    """One of the configurations names a key."""
    return repository.at(LIST).any(has_own_key.ask)


RULE = practices_rule(
    id="customer-managed-key",
    summary="Data must be encrypted with a customer managed key",
    rationale="""
        AWS encrypts all of this with keys of its own, too. With a customer managed key of KMS, the account decides who
        may use the key, each use is logged, and the key can be disabled: then nobody reads the data. A key costs about
        a dollar a month and its requests. Images of a repository and secrets of a cluster keep the key with which they
        were made.
    """,
    harm="AWS's own key protects the data: nobody in the account can say who may use it, or revoke it.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=COMPUTE,
    practices={
        eks.CLUSTER: [
            practice(
                argument(PROVIDER).is_present(),
                fix=fix(Set(PROVIDER, Blank(ARN)), Set(RESOURCES, ["secrets"])),
                invalid={},
                valid={PROVIDER: KEY, RESOURCES: ["secrets"]},
                controls=("EKS.3",),
            )
        ],
        TRAIL: [said("kmsKeyId", KEY, blank=ARN, controls=("CloudTrail.2",))],
        ecr.REPOSITORY: [
            practice(
                Condition(has_key, Words.do(LIST, "name", "names", "a key"), (LIST,)),
                fix=fix(Set(LIST, [{"encryptionType": "KMS", "kmsKey": Blank(ARN)}])),
                invalid=({}, {LIST: [{"encryptionType": "AES256"}]}, {LIST: [{"encryptionType": "KMS"}]}),
                valid={LIST: [{"encryptionType": "KMS", "kmsKey": KEY}]},
                problem=f"{LIST} names no kmsKey.",
                controls=("ECR.5",),
            )
        ],
    },
)
