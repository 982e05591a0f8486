"""acme-data-owned: what keeps data names the team that answers for it."""

from typing import Annotated

from policypack.check import Resource, Verdict, require
from policypack.fix import Blank, Map, Set, fix
from policypack.rule import Context, ResourceRule, record

STORES = ("aws:s3/bucket:Bucket", "aws:dynamodb/table:Table", "aws:rds/instance:Instance")


@record(frozen=True)
class Options:
    """The teams that there are."""

    owners: Annotated[tuple[str, ...], "the teams that may be named"] = ("payments",)


def check(store: Resource, context: Context[Options]) -> Verdict:
    """The tag data-owner is the name of a team."""
    owner = store["tags"]["data-owner"]
    teams = context.options.owners
    return require(
        owner.is_in(teams),
        at=owner,
        problem=f'The tag "data-owner" is {owner}: nobody answers for the data.',
        fix=fix(Set("tags", Map({"data-owner": Blank(f"one of {', '.join(teams)}")}))),
    )


RULE = ResourceRule(
    id="acme-data-owned",
    summary="Stores of data must name the team that owns it",
    rationale="""
        Questions on data (may it be deleted, who may read it) go to a team. The rule does not see stores that another
        stack made.
    """,
    level="mandatory",
    consequence="hygiene",
    since="1.0.0",
    applies_to=STORES,
    references=("https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",),
    options=Options,
    check=check,
)
