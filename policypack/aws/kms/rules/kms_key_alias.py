"""kms-key-alias: KMS keys must have an alias."""

from policypack.aws import kms
from policypack.aws.common.programs import name_of, variable
from policypack.check import Fact, Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import StackContext, StackRule


def check(key: Resource, context: StackContext[None]) -> Verdict:
    """An alias is linked to the key, and its name starts with alias/ and not with alias/aws/."""
    aliases = context.stack.linked(kms.ALIAS, to=key, by="targetKeyId")
    return require(
        aliases.any(is_well_named),
        at="alias",
        problem="The key has no alias of its own: consoles and logs show it as a UUID, and code that names it must"
        " change when the key is replaced.",
        fix=f'aws.kms.Alias({name_of(key)}, name="alias/{key.name}", target_key_id={variable(key)}.key_id)',
    )


def is_well_named(alias: Resource) -> Fact:
    """The name is one that AWS leaves to its customers; a name left out is made by the provider."""
    name = alias["namePrefix"] if alias["name"].is_absent else alias["name"]
    return any_of(is_not(name.is_set()), all_of(name.starts_with("alias/"), is_not(name.starts_with("alias/aws/"))))


RULE = StackRule(
    id="kms-key-alias",
    summary="KMS keys must have an alias",
    rationale="""
        A key's ID is a UUID that says nothing and changes when the key is replaced. An alias names the key in consoles,
        logs and grants, and moves to the next key without a change elsewhere. Names under alias/aws/ belong to AWS.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=kms.KEY,
    references=("https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",),
    check=check,
)
