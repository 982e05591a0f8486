"""ecr-scan: ECR must scan images for vulnerabilities."""

import re
from fnmatch import fnmatchcase

from policypack.aws import ecr
from policypack.check import FALSE, TRUE, Fact, Reason, Resource, Stack, Value, Verdict, any_of, require, unknown
from policypack.fix import Set, fix
from policypack.model.records import record
from policypack.rule import StackContext, StackRule


@record(frozen=True)
class Scanned:
    """The filters of the registries' rules that scan, and why there may be more of them."""

    filters: frozenset[str]
    open: tuple[Reason, ...]

    def reach(self, name: Value) -> Fact:
        """A filter has the name; * alone has each one, known or not."""
        if "*" in self.filters:
            return TRUE
        named = name.test(lambda own: any(matches(one, str(own)) for one in self.filters)) if self.filters else FALSE
        return any_of(named, unknown(*self.open) if self.open else FALSE)


def check(repository: Resource, context: StackContext[None]) -> Verdict:
    """The repository scans what is pushed, or a rule of the registry reaches it."""
    return require(
        any_of(
            repository.at("imageScanningConfiguration.scanOnPush").is_true(),
            context.stack.derived(scanned).reach(repository["name"]),
        ),
        at="imageScanningConfiguration",
        problem="The repository scans no images, and no rule of a registry in the stack does: a known vulnerability"
        " goes to production unseen.",
        fix=fix(Set("imageScanningConfiguration.scanOnPush", True)),
    )


def scanned(stack: Stack) -> Scanned:
    """What the rules of all registries in the stack scan on push or all the time."""
    filters: set[str] = set()
    reasons: list[Reason] = []
    for registry in stack.of_type(ecr.SCANNING):
        for rule in registry["rules"].elements():
            often = rule["scanFrequency"].is_in(("SCAN_ON_PUSH", "CONTINUOUS_SCAN"))
            for one in rule.each("repositoryFilters[].filter"):
                if often.is_unknown or one.is_unknown:
                    reasons.extend(often.because or (one.reason,))
                elif often.truth:
                    filters.add(one.say(str, ""))
    return Scanned(frozenset(filters), tuple(reasons[:1]))


def matches(pattern: str, name: str) -> bool:
    """Only * is special; a filter without one is a part of the name."""
    literal = re.sub(r"[\[\]?]", "", pattern)
    return fnmatchcase(name, literal if "*" in literal else f"*{literal}*")


RULE = StackRule(
    id="ecr-scan",
    summary="ECR must scan images for vulnerabilities",
    rationale="""
        A scan compares the packages of an image with the list of known vulnerabilities, once it is pushed or all the
        time. A registry scans by the rules of its scanning configuration, which counts where the stack has one; a
        configuration that was made elsewhere is not seen.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    applies_to=ecr.REPOSITORY,
    controls=("ECR.1",),
    references=("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",),
    check=check,
)
