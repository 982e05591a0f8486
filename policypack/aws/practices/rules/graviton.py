"""graviton: What can run on Graviton processors must do so."""

from policypack.aws import lambda_, rds
from policypack.aws.practices.base import BASES
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint import Blank, Constraint, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

PAGE = "https://aws.amazon.com/ec2/graviton/"
OTHER = r"{}\.[mrt]\d[a-fi-z]*\..+"
"""A class of another processor: those of Graviton have a g behind the generation."""
ENGINES = ("postgres", "mysql", "mariadb", "aurora-postgresql", "aurora-mysql")


def not_of_another(path: str, kind: str, invalid: str, valid: str) -> Constraint:
    """The class is of Graviton, where it is of a family that has both."""
    return practice(
        ~argument(path).matches(OTHER.format(kind), "a class of another processor"),
        fix=fix(Set(path, Blank("the class of the same size whose generation has a g behind it"))),
        invalid={path: invalid},
        valid={path: valid},
        source=PAGE,
    )


RULE = practices_rule(
    id="graviton",
    summary="What can run on Graviton processors must do so",
    rationale="""
        Functions, databases and caches on AWS's own processors cost up to a fifth less for the same work, and databases
        and caches need no change for it. A function must not bring along programs that were built for x86. The rule is
        off unless a setting gives it a level.
    """,
    harm="The same work costs about a fifth less on Graviton.",
    level="disabled",
    consequence="cost",
    since="0.3.0",
    base={**BASES, **COMPUTE},
    practices={
        lambda_.FUNCTION: [
            practice(
                argument("architectures").contains("arm64"),
                fix=fix(Set("architectures", ["arm64"])),
                invalid=({}, {"architectures": ["x86_64"]}),
                valid={"architectures": ["arm64"]},
                source=PAGE,
            )
        ],
        rds.INSTANCE: [
            not_of_another("instanceClass", "db", "db.m6i.large", "db.m7g.large").also_when(
                argument("engine").one_of(*ENGINES)
            )
        ],
        rds.CLUSTER_INSTANCE: [
            not_of_another("instanceClass", "db", "db.r6i.large", "db.r7g.large").also_when(
                argument("engine").one_of(*ENGINES)
            )
        ],
        ("aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"): [
            not_of_another("nodeType", "cache", "cache.t3.small", "cache.t4g.small")
        ],
    },
)
