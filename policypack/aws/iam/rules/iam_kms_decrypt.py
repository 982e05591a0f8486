"""iam-kms-decrypt: Policies must not allow to decrypt with every key."""

import re
from collections.abc import Iterator

from policypack.aws.common.arns import overlap
from policypack.aws.iam import breadth
from policypack.aws.iam.documents import Statement
from policypack.check import Fact, Resource, Value, Verdict, all_of, is_not, known, require
from policypack.model.values import text_of
from policypack.rule import StackContext, StackRule

DECRYPTING = ("kms:decrypt", "kms:reencryptfrom")
ALL_KEYS = r"\*|arn:aws[a-z-]*:kms:[^:]*:[^:]*:(\*|key/\*|alias/\*)"


def check(holder: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No statement of a policy allows kms:Decrypt or kms:ReEncryptFrom on all keys."""
    for policy in breadth.policies_of(holder):
        yield require(
            is_not(breadth.has(holder, policy, context.stack, decrypts_everything)),
            at=policy,
            problem=f"{policy.path} allows to decrypt with every key: those of other programs, too.",
            fix=breadth.narrowed(policy, decrypts_everything, "Resource", "the ARNs of the keys"),
        )


def decrypts_everything(statement: Statement) -> Fact:
    """An action of KMS in it decrypts, on all keys. All actions of all services are another rule's."""
    decrypts = statement.value["Action"].any(is_decrypting)
    return all_of(decrypts, statement.value["Resource"].any(is_all_keys))


def is_all_keys(resource: Value) -> Fact:
    """The ARN has every key, whatever the outputs in it are: the ARN of a key is one."""
    text = text_of(resource)
    if text is None:
        return resource.matches(ALL_KEYS)
    return known(
        re.fullmatch(ALL_KEYS, "".join(one if isinstance(one, str) else "0" for one in text.parts)) is not None
    )


def is_decrypting(action: Value) -> Fact:
    """The pattern has an action that decrypts."""
    return action.as_text().test(
        lambda text: text.lower().startswith("kms:") and any(overlap(text.lower(), one) for one in DECRYPTING)
    )


RULE = StackRule(
    id="iam-kms-decrypt",
    summary="Policies must not allow to decrypt with every key",
    rationale="""
        Who may decrypt with every key of the account reads every secret, volume and bucket that the account protects
        with one, as far as the policies of the keys leave it to IAM. A program needs the keys of its own data: their
        ARNs, or a Condition such as kms:ViaService or kms:ResourceAliases, which is accepted.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    applies_to=breadth.HOLDERS,
    controls=("KMS.1", "KMS.2"),
    references=("https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html",),
    check=check,
)
