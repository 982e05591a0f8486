"""kms-key-alias: KMS keys must have an alias."""

import re

from policypack.aws import kms
from policypack.check import Fact, Linked, Resource, Verdict, all_of, any_of, is_not, require
from policypack.fix import Create, Fix, Ref, Set, Target, fix
from policypack.rule import StackContext, StackRule


def check(key: Resource, context: StackContext[None]) -> Verdict:
    """An alias is linked to the key, and its name starts with alias/ and not with alias/aws/."""
    aliases = context.stack.linked(kms.ALIAS, to=key, by="targetKeyId")
    return require(
        aliases.any(is_well_named),
        at="alias",
        problem="The key has no alias: consoles and logs show it as a UUID, and code that names it must change when the"
        " key is replaced.",
        fix=with_alias(key, aliases),
    )


def with_alias(key: Resource, aliases: Linked) -> Fix:
    """An alias whose name is valid: one that the key has, or a new one."""
    invalid = next(iter(aliases.certain()), None)
    if invalid is not None:
        return fix(Set("name", alias_of(key), Target.of(invalid)))
    identifier = "keyId" if key.type in kms.WITH_KEY_ID else "id"
    return fix(Create(kms.ALIAS[0], key.name, {"name": alias_of(key), "targetKeyId": Ref.to(key, identifier)}))


def alias_of(key: Resource) -> str:
    """An alias made of the key's logical name."""
    return f"alias/{re.sub('[^A-Za-z0-9/_-]+', '-', key.name).removeprefix('aws/') or 'main'}"


def is_well_named(alias: Resource) -> Fact:
    """The name is not one that AWS reserves; where there is none, the provider makes one."""
    name = alias["namePrefix"] if alias["name"].is_absent else alias["name"]
    return any_of(is_not(name.is_set()), all_of(name.starts_with("alias/"), is_not(name.starts_with("alias/aws/"))))


RULE = StackRule(
    id="kms-key-alias",
    summary="KMS keys must have an alias",
    rationale="""
        A key's ID is a UUID that says nothing and changes when the key is replaced. An alias names the key in consoles,
        logs and grants, and moves to the next key without a change elsewhere. AWS reserves names that start with
        alias/aws/.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=kms.KEY,
    references=("https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",),
    check=check,
)
