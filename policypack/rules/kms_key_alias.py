"""kms-key-alias: KMS keys must have an alias."""

from policypack.aws import kms
from policypack.aws.programs import name_of, variable
from policypack.check import Fact, Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Bad, Good, StackContext, StackRule, Undecided


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
    concern="C8",
    summary="KMS keys must have an alias",
    rationale="""
        A key's ID is a UUID that says nothing and changes when the key is replaced. An alias names the key in consoles,
        logs and grants, and moves to the next key without a change elsewhere. Names under alias/aws/ belong to AWS.
    """,
    level="advisory",
    severity="low",
    applies_to=kms.KEY,
    references=("https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",),
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            aws.kms.Key("lonely")
            reserved = aws.kms.Key("reserved")
            aws.kms.Alias("reserved", name="alias/aws/reserved", target_key_id=reserved.key_id)
            """,
            finds={"lonely": "alias", "reserved": "alias"},
        ),
        Good(
            """
            import pulumi_aws as aws
            data = aws.kms.Key("data")
            aws.kms.Alias("data", name="alias/data", target_key_id=data.key_id)
            by_arn = aws.kms.Key("by-arn")
            aws.kms.Alias("by-arn", name_prefix="alias/by-arn", target_key_id=by_arn.arn)
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            data = aws.kms.Key("data")
            aws.kms.Alias("data", name=old.outputs["Alias"], target_key_id=data.key_id)
            """,
            because={"data": "name"},
        ),
    ),
)
