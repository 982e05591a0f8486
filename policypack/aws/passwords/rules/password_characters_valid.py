"""password-characters-valid: Passwords must have lengths and characters that AWS accepts."""

from collections.abc import Iterator

from policypack.aws.common.programs import name_of
from policypack.aws.passwords import TYPES, Password, passwords_of
from policypack.aws.passwords.limits import Limits
from policypack.aws.passwords.random_passwords import Complaint, Draw, arguments_for, complaints, draw_of, generators_of
from policypack.check import Fact, Resource, Verdict, all_facts, all_of, any_of, combined, require
from policypack.rule import Rejection, StackContext, StackRule


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
