"""rds-username-reserved: Master usernames must not be reserved by the engine."""

from policypack.aws import rds
from policypack.aws.rds.names import username_fault
from policypack.check import Resource, Verdict, all_of, combined, is_not, known, require
from policypack.rule import Rejection, StackContext, StackRule

CLUSTERS = (*rds.CLUSTER, *rds.DOCUMENTDB_CLUSTER)


def check(database: Resource, context: StackContext[None]) -> Verdict:  # noqa: ARG001
    """The master user of a database that is still to be made has a name that the engine does not keep for itself."""
    username = database["masterUsername" if database.type in CLUSTERS else "username"]
    of_rds = rds.service(database) == "rds"
    wrong = combined(
        lambda name, engine: username_fault(engine, name, of_rds=of_rds) if name and engine else None,
        username.as_text(),
        rds.engine(database),
    )
    return require(
        wrong.is_empty(),
        when=all_of(known(not database.is_deployed), is_not(username.is_empty())),
        at=username,
        problem=f"{username.path} {username} {wrong.say(str, 'is not valid')}, so AWS rejects the database.",
        fix='username="orders_owner"' if username.path == "username" else 'master_username="orders_owner"',
    )


_RESERVED = "https://github.com/aws-cloudformation/cfn-lint/pull/4425"
_ENFORCED = "https://github.com/crossplane-contrib/provider-aws/issues/1701"
_POSTGRES = (
    "https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/lightsail/aws.sdk.kotlin.services.lightsail.model/"
    "-create-relational-database-request/master-username.html"
)
_LENGTHS = "https://github.com/floci-io/floci/issues/3729"
_WORD = "InvalidParameterValue: MasterUsername admin cannot be used as it is a reserved word used by the engine"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(service="RDS", condition=condition, error=error, source=source, invalid=refused, valid=accepted)


RULE = StackRule(
    id="rds-username-reserved",
    summary="Master usernames must not be reserved by the engine",
    rationale="""
        admin is the usual name with MySQL, and PostgreSQL and DocumentDB keep it for themselves: the error comes when
        the network and the parameter groups are made already. The words and lengths are those that have been met in
        real deployments; an engine may reserve more. A database that exists keeps its name, which AWS may have taken
        before it began to look.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *CLUSTERS),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
        _RESERVED,
        _ENFORCED,
        _LENGTHS,
    ),
    rejections=(
        _rejection("The master user of PostgreSQL is called admin", _WORD, _RESERVED, "postgres", "mysql"),
        _rejection(
            "The master user of DocumentDB is called admin",
            "MasterUsername admin cannot be used as it is a reserved word used by the engine",
            "https://github.com/aws/aws-cdk/pull/13295",
            "documents",
            "documents-owner",
        ),
        _rejection(
            "The master user is called rdsadmin", _WORD.replace("admin", "rdsadmin"), _RESERVED, "own", "admin-2"
        ),
        _rejection(
            "The master user's name is longer than the engine takes",
            "PostgreSQL: Must be 1 to 63 letters or numbers. Can contain underscores.",
            _POSTGRES,
            "long",
            "longest",
        ),
        _rejection(
            "The master user's name is not letters, digits and underscores after a letter",
            "Must be 1 to 16 letters, numbers, or underscores. First character must be a letter.",
            _ENFORCED,
            "hyphen",
            "underscore",
        ),
    ),
    check=check,
)
