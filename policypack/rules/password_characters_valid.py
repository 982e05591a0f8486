"""password-characters-valid: Passwords must have lengths and characters that AWS accepts."""

from collections.abc import Iterator

from policypack.aws.password_limits import Limits
from policypack.aws.passwords import TYPES, Password, passwords_of
from policypack.aws.programs import name_of
from policypack.aws.random_passwords import Complaint, Draw, arguments_for, complaints, draw_of, generators_of
from policypack.check import Fact, Resource, Verdict, all_facts, all_of, any_of, combined, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each password has the length and the characters that AWS takes there, whatever its generator draws."""
    for password in passwords_of(resource):
        generators = generators_of(password, context.stack)
        yield drawn_password(password, generators) if generators else known_password(password)


def known_password(password: Password) -> Verdict:
    """The verdict on a password that is known, or of which links do not tell which RandomPassword makes it."""
    limits, value = password.limits, password.value

    def takes(of_aws: Limits) -> Fact:
        return value.as_text().test(of_aws.takes)

    return require(
        limits.then(takes),
        when=asked(password),
        at=value,
        problem=f"{value.path} is one that AWS rejects"
        + limits.say(lambda of_aws: f" for {of_aws.of}, which takes {of_aws.in_words}.", "."),
        fix=limits.say(arguments_for, "length=32, special=False") + "  # of a random.RandomPassword that makes it",
    )


def drawn_password(password: Password, generators: tuple[Resource, ...]) -> Verdict:
    """The verdict on a password that one of ``generators`` is still to draw."""
    limits, generator = password.limits, generators[0]
    found = [combined(all_complaints, limits, draw_of(one)) for one in generators]
    good = all_facts(one.is_empty() for one in found)
    return require(
        good if len(generators) == 1 else any_of(good, password.value.undecided()),
        when=asked(password),
        at=password.value,
        problem=f"{password.value.path} comes from {generator}, which "
        + found[0].say(lambda all_: "; it ".join(one.problem for one in all_), "can make a password that AWS rejects")
        + limits.say(lambda of_aws: f": AWS rejects that for {of_aws.of}.", "."),
        fix=found[0].say(lambda all_: ", ".join(dict.fromkeys(one.fix for one in all_)), "special=False")
        + f"  # of random.RandomPassword({name_of(generator)})",
    )


def asked(password: Password) -> Fact:
    """A password stands here, and AWS states limits for it."""
    return all_of(password.is_asked, password.limits.is_set())


def all_complaints(limits: Limits | None, draw: Draw) -> list[Complaint]:
    """What AWS would not take of all that can be drawn."""
    return list(complaints(draw, limits)) if limits else []


RULE = StackRule(
    id="password-characters-valid",
    concern="C1",
    summary="Passwords must have lengths and characters that AWS accepts",
    rationale="""
        Each service has its own limits: RDS takes none of `/`, `@`, `"` and space, and by engine 30 to 255 characters;
        an ElastiCache token takes no special characters but `!&#$^<>-`; Redshift wants an upper-case letter, a
        lower-case letter and a digit; a broker takes no comma, colon or equals sign. The special characters that
        `RandomPassword` draws from by default are ``!@#$%&*()-_=+[]{}<>:?``, so it makes a password that AWS rejects
        now and then: the same program passes once and fails the next time. `override_special` says what may be drawn
        (an empty text means the defaults again), `min_upper` and its like say what must be.

        A class that must be there but is not asked for by a minimum is reported when the chance to miss it is above
        one in a thousand. A password that is known, a literal or a secret configuration value, is held against the
        same limits and never shown. A generator that has drawn its password already is judged by what it drew.

        Known gaps: what a program makes of a generated password (`apply`, `concat`) before it is handed on is judged
        in a preview as if it were handed on as it is, where nothing but the generator goes into it; let the generator
        draw the right characters instead. The password policy of a Cognito user pool, and the limits of systems outside
        of AWS, are not known here.
    """,
    rejections=(
        Rejection(
            service="RDS",
            condition="A master password has a character that RDS does not take, or can draw one",
            error="InvalidParameterValue: The parameter MasterUserPassword is not a valid password. Only printable"
            " ASCII characters besides '/', '@', '\"', ' ' may be used.",
            source="https://github.com/pulumi/pulumi-random/issues/192",
            invalid="orders",
            valid="postgres",
        ),
    ),
    level="mandatory",
    severity="high",
    applies_to=TYPES,
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html",
        "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html",
        "https://www.pulumi.com/registry/packages/random/api-docs/randompassword/",
        "https://github.com/pulumi/pulumi-random/issues/192",
    ),
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            import pulumi_random as random
            database = dict(engine="postgres", instance_class="db.t4g.medium", allocated_storage=100, username="app")
            defaults = random.RandomPassword("defaults", length=24)
            aws.rds.Instance("orders", password=defaults.result, **database)
            empty = random.RandomPassword("empty", length=24, override_special="")
            aws.rds.Instance("reports", password=empty.result, **database)
            long = random.RandomPassword("long", length=64, special=False)
            aws.rds.Cluster("shop", engine="aurora-mysql", master_username="app", master_password=long.result)
            letters = random.RandomPassword("letters", length=16, special=False)
            aws.redshift.Cluster("warehouse", cluster_identifier="warehouse", node_type="ra3.large",
                                 master_username="app", master_password=letters.result)
            token = random.RandomPassword("token", length=64, override_special="!@#")
            aws.elasticache.ReplicationGroup("sessions", description="sessions", auth_token=token.result,
                                             transit_encryption_enabled=True)
            """,
            finds={
                "orders": "password",
                "reports": "password",
                "shop": "masterPassword",
                "warehouse": "masterPassword",
                "sessions": "authToken",
            },
            title="Characters, lengths, and classes that may be missing",
        ),
        Bad(
            """
            import pulumi
            import pulumi_aws as aws
            config = pulumi.Config("shop")
            aws.rds.Instance("orders", engine="oracle-ee", instance_class="db.t3.medium", allocated_storage=100,
                             username="app", password=config.require_secret("password"))
            """,
            config={"shop:password": "secret:tom&jerry&spike&tyke"},
            finds={"orders": "password"},
            title="A secret configuration value",
        ),
        Good(
            """
            import pulumi_aws as aws
            import pulumi_random as random
            database = dict(instance_class="db.t4g.medium", allocated_storage=100, username="app")
            plain = random.RandomPassword("plain", length=41, special=False)
            aws.rds.Instance("mysql", engine="mysql", password=plain.result, **database)
            chosen = random.RandomPassword("chosen", length=128, override_special="!#$%&*()-_=+[]{}<>:?")
            aws.rds.Instance("postgres", engine="postgres", password=chosen.result, **database)
            classes = random.RandomPassword("classes", length=16, special=False, min_upper=1, min_lower=1,
                                            min_numeric=1)
            aws.redshift.Cluster("warehouse", cluster_identifier="warehouse", node_type="ra3.large",
                                 master_username="app", master_password=classes.result)
            token = random.RandomPassword("token", length=64, override_special="!&#$^<>-")
            aws.elasticache.ReplicationGroup("sessions", description="sessions", auth_token=token.result,
                                             transit_encryption_enabled=True)
            aws.rds.Instance("managed", engine="postgres", manage_master_user_password=True, **database)
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            import pulumi_random as random
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            password = random.RandomPassword("orders", length=24, override_special=old.outputs["Special"])
            aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium", allocated_storage=100,
                             username="app", password=password.result)
            """,
            because={"orders": "overrideSpecial"},
        ),
    ),
)
