"""administrator-username: Database administrators must not have the default name."""

from policypack.aws import rds
from policypack.aws.practices.base import BASES
from policypack.constraint import Blank, Constraint, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule


def _own_name(path: str, *defaults: str, control: str) -> Constraint:
    return practice(
        ~argument(path).one_of(*defaults),
        fix=fix(Set(path, Blank("a name of your own")), note="AWS makes the database anew for another name"),
        invalid=tuple({path: one} for one in defaults),
        valid={path: "orders_owner"},
        controls=(control,),
    )


RULE = practices_rule(
    id="administrator-username",
    summary="Database administrators must not have the default name",
    rationale="""
        Whoever guesses passwords tries the names of AWS's documentation and console first. Another name is one more
        thing to find out. It can be chosen only when the database is made: for one that holds data, AWS would make a
        new one in its place, so leave the name there, or move the data first.
    """,
    harm="It is the first name that whoever guesses passwords tries.",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        rds.INSTANCE: [_own_name("username", "admin", "postgres", control="RDS.25")],
        rds.CLUSTER: [_own_name("masterUsername", "admin", "postgres", control="RDS.24")],
        ("aws:redshift/cluster:Cluster",): [_own_name("masterUsername", "awsuser", control="Redshift.8")],
        ("aws:redshiftserverless/namespace:Namespace",): [
            _own_name("adminUsername", "admin", "awsuser", control="RedshiftServerless.5")
        ],
    },
)
