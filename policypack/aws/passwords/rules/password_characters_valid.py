"""password-characters-valid: Passwords must have lengths and characters that AWS accepts."""

from collections.abc import Iterator
from functools import partial

from policypack.aws import rds
from policypack.aws.passwords import TYPES, Password, passwords_of
from policypack.aws.passwords.limits import Limits
from policypack.aws.passwords.random_passwords import Complaint, Draw, complaints, draw_of, generated, generators_of
from policypack.check import Fact, Resource, Verdict, all_facts, all_of, any_of, combined, require
from policypack.fix import Fix, Set, Target, fix
from policypack.model.values import plain
from policypack.rule import Rejection, StackContext, StackRule

RDS_FORBIDDEN = '/@" '
RDS_CHARACTERS = Rejection(
    service="RDS",
    condition="A master password has a character that RDS does not accept, or can draw one",
    error="InvalidParameterValue: The parameter MasterUserPassword is not a valid password. Only printable ASCII"
    " characters besides '/', '@', '\"', ' ' may be used.",
    source="https://github.com/pulumi/pulumi-random/issues/192",
    invalid="orders",
    valid="postgres",
)


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each password has the length and the characters that AWS accepts there, also one that is still to be drawn."""
    for password in passwords_of(resource):
        generators = generators_of(password, context.stack)
        yield drawn_password(password, generators) if generators else known_password(password)


def known_password(password: Password) -> Verdict:
    """The verdict on a password that is known, or whose RandomPassword is not known."""
    limits, value = password.limits, password.value

    def accepts(of_aws: Limits) -> Fact:
        return value.as_text().test(of_aws.accepts)

    return require(
        limits.then(accepts),
        when=asked(password),
        at=value,
        problem=f"{value.path} is a password that AWS rejects"
        + limits.say(lambda of_aws: f": {of_aws.of} accepts {of_aws.in_words}.", "."),
        fix=generated(password),
        rejects=rds_rejection(password, str(plain(value.as_text()))),
    )


def drawn_password(password: Password, generators: tuple[Resource, ...]) -> Verdict:
    """The verdict on a password that one of ``generators`` has not drawn yet."""
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
        fix=found[0].say(partial(changed, generator), changed(generator, [])),
        rejects=rds_rejection(password, draw_of(generator).say(lambda draw: draw.possible, "")),
    )


def rds_rejection(password: Password, characters: str) -> Rejection | None:
    """RDS's error, where the password is one of RDS and has a character that RDS rejects."""
    is_rds = password.resource.type in (*rds.INSTANCE, *rds.CLUSTER)
    return RDS_CHARACTERS if is_rds and any(one in RDS_FORBIDDEN for one in characters) else None


def changed(generator: Resource, found: list[Complaint]) -> Fix:
    """The generator with arguments all of whose passwords AWS accepts."""
    arguments = {key: value for one in found for key, value in one.arguments.items()} or {"special": False}
    return fix(*(Set(key, value, Target.of(generator)) for key, value in arguments.items()))


def asked(password: Password) -> Fact:
    """There is a password here, and AWS states limits for it."""
    return all_of(password.is_asked, password.limits.is_set())


def all_complaints(limits: Limits | None, draw: Draw) -> list[Complaint]:
    """What AWS would not accept of all that can be drawn."""
    return list(complaints(draw, limits)) if limits else []


RULE = StackRule(
    id="password-characters-valid",
    summary="Passwords must have lengths and characters that AWS accepts",
    rationale="""
        Each service has its own limits: RDS rejects `/`, `@`, `"` and space, and allows 30 to 255 characters, by
        engine; an ElastiCache token has no special characters but `!&#$^<>-`; Redshift requires an upper-case letter, a
        lower-case letter and a digit; a broker rejects comma, colon and equals sign. The special characters that
        `RandomPassword` draws from by default are ``!@#$%&*()-_=+[]{}<>:?``, so it makes a password that AWS rejects
        now and then: the same program passes once and fails the next time. `override_special` sets what may be drawn
        (an empty text means the defaults again), `min_upper` and the other minimums what must be.

        A required class without a minimum is reported when the chance to miss it is above one in a thousand. A password
        that is known, a literal or a secret configuration value, is checked against the same limits and never shown. A
        generator that has drawn its password already is judged by what it drew.

        Known gaps: what a program makes of a generated password (`apply`, `concat`) is judged in a preview as if it
        were the password itself, where only the generator is in it; let the generator draw the right characters
        instead. The password policy of a Cognito user pool, and the limits of systems outside of AWS, are not known.
    """,
    rejections=(RDS_CHARACTERS,),
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=TYPES,
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html",
        "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html",
        "https://www.pulumi.com/registry/packages/random/api-docs/randompassword/",
        "https://github.com/pulumi/pulumi-random/issues/192",
    ),
    check=check,
)
