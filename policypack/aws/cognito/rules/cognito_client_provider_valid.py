"""cognito-client-provider-valid: Clients of a user pool must name identity providers that the pool has."""

from collections.abc import Iterator
from functools import partial

from policypack.aws import cognito
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, require, together
from policypack.fix import Blank, Set, fix
from policypack.model.values import same
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html"
NO_PROVIDER = Rejection(
    service="Cognito",
    condition="A client names an identity provider that its user pool does not have",
    error="InvalidParameterException: The provider Salesforce does not exist for User Pool us-east-1_abcdefghi.",
    source="https://github.com/lgallard/terraform-aws-cognito-user-pool/issues/71",
    invalid="misspelt",
    valid="spelt",
)


def check(client: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each provider is Cognito's own, or one of the pool, which the stack makes with all that it has."""
    for pool in context.stack.referred(client, "userPoolId", cognito.USER_POOL).certain():
        for name in client["supportedIdentityProviders"].elements():
            providers = context.stack.linked_like(cognito.IDENTITY_PROVIDER, pool, "userPoolId", "providerName", name)
            yield require(
                any_of(name.equals(cognito.OWN_DIRECTORY), providers.any(partial(is_called, name))),
                when=all_of(pool.is_new(), name.is_set()),
                at="supportedIdentityProviders",
                problem=f"{name.path} is {name}, and {pool} has no identity provider of this providerName.",
                fix=fix(Set(name.path, Blank("the providerName of an identity provider of the pool"))),
                rejects=NO_PROVIDER,
            )


def is_called(name: Value, provider: Resource) -> Fact:
    """The provider has the name."""
    return together(same, name, provider["providerName"])


RULE = StackRule(
    id="cognito-client-provider-valid",
    summary="Clients of a user pool must name identity providers that the pool has",
    rationale="""
        A client signs users in through the pool's own directory, COGNITO, or through identity providers of the pool, by
        their names as they are written there. A pool that exists already may have further providers and is not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=cognito.CLIENT,
    references=(CREATE,),
    rejections=(NO_PROVIDER,),
    check=check,
)
