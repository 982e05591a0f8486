"""secret-database-endpoint: Database secrets must contain the database's endpoint."""

from collections.abc import Iterator

from policypack.aws.database_secrets import ENDPOINTS, databases_of, holds_credentials, is_built_from
from policypack.aws.programs import name_of, python_name, variable
from policypack.aws.secretsmanager import SECRET_VERSION, is_rotated, serves_proxy
from policypack.check import Resource, Stack, Verdict, any_of, require
from policypack.rule import Bad, Good, StackContext, StackRule, Undecided


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
    concern="C16",
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
    severity="medium",
    applies_to=SECRET_VERSION,
    references=(
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    ),
    check=check,
    examples=(
        Bad(
            """
            import json
            import pulumi
            import pulumi_aws as aws
            import pulumi_random as random
            generated = random.RandomPassword("orders", length=32, special=False)
            aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium", allocated_storage=100,
                             username="app", password=generated.result)
            secret = aws.secretsmanager.Secret("orders")
            aws.secretsmanager.SecretVersion(
                "login", secret_id=secret.id,
                secret_string=pulumi.Output.json_dumps({"username": "app", "password": generated.result}))
            known = pulumi.Config("shop").require_secret("password")
            aws.docdb.Cluster("catalogue", master_username="app", master_password=known)
            other = aws.secretsmanager.Secret("catalogue")
            aws.secretsmanager.SecretVersion(
                "known-login", secret_id=other.id,
                secret_string=known.apply(lambda it: json.dumps({"username": "app", "password": it})))
            """,
            config={"shop:password": "secret:correct-horse-battery"},
            finds={"login": "secretString", "known-login": "secretString"},
        ),
        Good(
            """
            import pulumi
            import pulumi_aws as aws
            import pulumi_random as random
            generated = random.RandomPassword("orders", length=32, special=False)
            orders = aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium",
                                      allocated_storage=100, username="app", password=generated.result)
            secret = aws.secretsmanager.Secret("orders")
            aws.secretsmanager.SecretVersion(
                "login", secret_id=secret.id,
                secret_string=pulumi.Output.json_dumps(
                    {"username": "app", "password": generated.result, "host": orders.address}))
            shared = random.RandomPassword("reports", length=32, special=False)
            reports = aws.rds.Cluster("reports", engine="aurora-postgresql", master_username="app",
                                      master_password=shared.result)
            reader = aws.rds.ClusterInstance("reader", cluster_identifier=reports.id, engine="aurora-postgresql",
                                             instance_class="db.r6g.large")
            login = aws.secretsmanager.Secret("reports")
            aws.secretsmanager.SecretVersion("password-alone", secret_id=login.id, secret_string=shared.result)
            aws.secretsmanager.SecretVersion(
                "with-endpoint", secret_id=login.id, version_stages=["complete"],
                secret_string=pulumi.Output.json_dumps({"password": shared.result, "host": reader.endpoint}))
            """,
            title="Built from the database, or from what is made from it, in one of the versions",
        ),
        Good(
            """
            import json
            import pulumi
            import pulumi_aws as aws
            import pulumi_random as random
            database = dict(engine="postgres", instance_class="db.t4g.medium", allocated_storage=100, username="app")
            aws.rds.Instance("managed", manage_master_user_password=True, **database)
            generated = random.RandomPassword("rotated", length=32, special=False)
            aws.rds.Instance("rotated", password=generated.result, **database)
            login = pulumi.Output.json_dumps({"username": "app", "password": generated.result})
            rotated = aws.secretsmanager.Secret("rotated")
            aws.secretsmanager.SecretVersion("rotated", secret_id=rotated.id, secret_string=login)
            aws.secretsmanager.SecretRotation(
                "rotated", secret_id=rotated.id, rotation_rules={"automatically_after_days": 30},
                rotation_lambda_arn="arn:aws:lambda:us-east-1:123456789012:function:rotate")
            proxied = aws.secretsmanager.Secret("proxied")
            aws.secretsmanager.SecretVersion("proxied", secret_id=proxied.id, secret_string=login)
            aws.rds.Proxy("orders", engine_family="POSTGRESQL", role_arn="arn:aws:iam::123456789012:role/proxy",
                          vpc_subnet_ids=["subnet-1", "subnet-2"], auths=[{"secret_arn": proxied.arn}])
            another = aws.secretsmanager.Secret("partner")
            aws.secretsmanager.SecretVersion("partner", secret_id=another.id,
                                             secret_string=json.dumps({"user": "shop", "url": "https://example.com"}))
            """,
            title="Managed, rotated, used by a proxy, or of something else",
        ),
        Undecided(
            """
            import pulumi
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium", allocated_storage=100,
                             username="app", password=pulumi.Config("shop").require_secret("password"))
            secret = aws.secretsmanager.Secret("orders")
            aws.secretsmanager.SecretVersion("login", secret_id=secret.id, secret_string=old.outputs["Login"])
            """,
            config={"shop:password": "secret:correct-horse-battery"},
            because={"login": "secretString"},
        ),
    ),
)
