"""amplify-app-valid: Amplify apps must be let into their repository, and domains name branches that there are."""

from collections.abc import Iterator

from policypack.aws.amplify import APP, BRANCH, DOMAIN
from policypack.aws.common.parts import named_by
from policypack.check import (
    FALSE,
    Fact,
    Resource,
    Stack,
    Value,
    Verdict,
    all_of,
    any_fact,
    any_of,
    is_not,
    known,
    require,
)
from policypack.constraint import Constraint, Table, argument, note
from policypack.fix import Blank, Set, fix
from policypack.model.conditions import NEW
from policypack.model.values import plain, text_of
from policypack.rule import Rejection, StackContext, StackRule

API = "https://docs.aws.amazon.com/amplify/latest/APIReference"
TOKENS = "https://docs.aws.amazon.com/amplify/latest/userguide/setting-up-GitHub-access.html"
repository = argument("repository")
TABLE = Table(
    "Amplify",
    {
        APP: (
            Constraint(
                demand=(repository.is_empty() | repository.starts_with("https://git-codecommit.")).called(
                    "the repository is of CodeCommit",
                    "accessToken or oauthToken must be set",
                    fails="repository is set and no token is",
                ),
                when=argument("accessToken").is_empty().unsaid()
                & argument("oauthToken").is_empty().unsaid()
                & NEW.unsaid(),
                at="accessToken",
                error="BadRequestException: You should at least provide one valid token",
                source=f"{API}/API_CreateApp.html",
                fix=note("a token of the repository, from the stack's secret configuration"),
                invalid={"repository": "https://github.com/example/shop"},
                valid=(
                    {},
                    {"repository": "https://git-codecommit.us-east-1.amazonaws.com/v1/repos/shop"},
                ),
            ),
        )
    },
    {APP[0]: {"name": "shop"}},
)
NO_BRANCH = Rejection(
    service="Amplify",
    condition="A subdomain names a branch that the app does not have",
    error="BadRequestException: A subdomain cannot point to a non-existent branch",
    source="https://github.com/aws/aws-sdk-php/issues/3054",
    invalid="stray",
    valid="known",
)


def check(domain: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each subdomain names a branch of the app, where the stack makes the app."""
    if domain.type not in DOMAIN:
        return
    for app, named in context.stack.referred(domain, "appId", APP).links:
        makes_branches = any_of(known(app.is_deployed), app["enableAutoBranchCreation"].is_true())
        for value in domain.each("subDomains[].branchName"):
            yield require(
                any_of(is_not(named), is_branch(value, domain, app, context)),
                when=all_of(domain.is_new(), is_not(makes_branches)),
                at="subDomains",
                problem=f"branchName is {value}, and {app} has no such branch.",
                fix=fix(Set(value.path, Blank("the branchName of a Branch of the app"))),
                rejects=NO_BRANCH,
            )


def is_branch(value: Value, domain: Resource, app: Resource, context: StackContext[None]) -> Fact:
    """The value names one of the branches of the app."""
    branches = context.stack.derived(Branches, app)
    if value.is_known:
        return value.as_text().then(branches.has)
    if text_of(value) is None:
        return value.undecided()
    named = named_by(value, domain, BRANCH, ("branchName",), context.stack)
    return any_fact(all_of(fact, branches.facts.get(one.urn, FALSE)) for one, fact in named.links)


class Branches:
    """The branches of an app by their names."""

    def __init__(self, stack: Stack, app: Resource) -> None:
        self.facts: dict[str, Fact] = {}
        self._named: dict[str, Fact] = {}
        self._unknown = FALSE
        for one, fact in stack.linked(BRANCH, to=app, by="appId").links:
            self.facts[one.urn] = fact
            name = one["branchName"].as_text()
            if name.is_known:
                text = str(plain(name))
                self._named[text] = any_of(fact, self._named.get(text, FALSE))
            elif self._unknown.truth is False:
                self._unknown = all_of(fact, name.undecided())

    def has(self, name: str) -> Fact:
        """One of them has the name, or may have it."""
        return any_of(self._named.get(name, FALSE), self._unknown)


RULE = StackRule(
    id="amplify-app-valid",
    summary="Amplify apps must be let into their repository, and domains name their branches",
    rationale="""
        A new app with a repository needs a token of it, unless the repository is of CodeCommit. A subdomain points to a
        branch that the app has. Apps that exist already may have further branches, and so may those that make branches
        by themselves.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*APP, *DOMAIN),
    references=(f"{API}/API_CreateDomainAssociation.html", TOKENS, *TABLE.sources),
    rejections=(*TABLE.rejections, NO_BRANCH),
    table=TABLE,
    check=check,
)
