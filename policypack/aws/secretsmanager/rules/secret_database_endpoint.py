"""secret-database-endpoint: Database secrets must contain the database's endpoint."""

from collections.abc import Iterator

from policypack.aws.common.programs import name_of, python_name, variable
from policypack.aws.secretsmanager import SECRET_VERSION, is_rotated, serves_proxy
from policypack.aws.secretsmanager.database_secrets import ENDPOINTS, databases_of, holds_credentials, is_built_from
from policypack.check import Resource, Stack, Verdict, any_of, require
from policypack.rule import StackContext, StackRule


def check(version: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A secret with a database's credentials has a version built from that database, or a rotation or a proxy uses
    it."""
    stack = context.stack
    for database in databases_of(stack, version):
        holds = holds_credentials(stack, version, database)
        if holds.truth is False:
            continue
        yield require(
            any_of(is_built_from(stack, version, database), is_rotated(stack, version), serves_proxy(stack, version)),
            when=holds,
            at="secretString",
            problem=f"The secret holds the credentials of {database} and no version of it is built from the database:"
            " whoever reads it must get the endpoint elsewhere, and has the wrong one once the database is replaced.",
            fix=fix(version, database, stack),
        )


def fix(version: Resource, database: Resource, stack: Stack) -> str:
    """The code that tells the endpoint; a version that the database itself is made from needs one beside it."""
    content = f'secret_string=Output.json_dumps({{..., "host": {host(database)}}})'
    if not stack.comes_after(database, version):
        return content
    return f"aws.secretsmanager.SecretVersion({name_of(database)}, secret_id={variable(version)}.secret_id, {content})"


def host(database: Resource) -> str:
    """The code that names the database's endpoint."""
    output = ENDPOINTS[database.type]
    return f"{variable(database)}.{python_name(output)}" if output else "workgroup.endpoints[0].address"


RULE = StackRule(
    id="secret-database-endpoint",
    summary="Database secrets must contain the database's endpoint",
    rationale="""
        An application that reads a user name and a password still has to learn where the database is. Where the
        endpoint is set by hand, in a variable or in code, it is wrong after the next restore or replacement, and
        nothing fails before the application does. A secret version that is built from the database
        (`Output.json_dumps` with its `address` or `endpoint`) changes with it; AWS's own rotation functions expect the
        same keys, `host` and `port`.

        A secret holds a database's credentials when one of its versions and the database's password come from the same
        RandomPassword, when the database takes its password from the version, or when the texts are equal. It is built
        from the database when the content depends on it, directly or through what is made from it (an instance of the
        cluster, a DNS record, a component), or holds its endpoint.

        Not reported: passwords that RDS manages, secrets with a rotation, and secrets that an RDS Proxy signs in with.
        Known gap: a fixed host name beside a generated password counts as missing, because the preview does not know
        the text; in a secret that is a literal as a whole it counts.
    """,
    level="advisory",
    consequence="downtime",
    since="0.1.0",
    applies_to=SECRET_VERSION,
    references=(
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    ),
    check=check,
)
