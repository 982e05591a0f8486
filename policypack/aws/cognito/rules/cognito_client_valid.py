"""cognito-client-valid: Clients of user pools must have valid URLs and lifetimes of their tokens."""

from collections.abc import Callable

from policypack.aws.cognito import CLIENT
from policypack.constraint import Blank, Condition, Constraint, Inputs, Set, argument, fits, fix, needs_value
from policypack.model.conditions import Words, any_condition
from policypack.model.facts import Fact, any_of, is_not
from policypack.model.values import Plain, Value
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html"
TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/cognito"
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}
HOUR, DAY, TEN_YEARS = 3600, 86_400, 315_360_000
LIFETIMES = {
    "accessTokenValidity": ("tokenValidityUnits.accessToken", "hours", 300, DAY, "5 minutes to 1 day"),
    "idTokenValidity": ("tokenValidityUnits.idToken", "hours", 300, DAY, "5 minutes to 1 day"),
    "refreshTokenValidity": ("tokenValidityUnits.refreshToken", "days", HOUR, TEN_YEARS, "60 minutes to 10 years"),
}
"""By the argument of a token: that of its unit, the unit without it, the bounds in seconds, and in words."""
CODE: Inputs = {
    "allowedOauthFlowsUserPoolClient": True,
    "allowedOauthFlows": ["code"],
    "allowedOauthScopes": ["openid"],
}
CALLED: Inputs = {"callbackUrls": ["https://shop.example.com/signed-in"]}
OWN_MACHINE = ("http://localhost", "http://127.", "http://0.0.0.0", "http://[")
"""What URLs of the developer's own machine start with."""

flows, called, default = argument("allowedOauthFlows"), argument("callbackUrls"), argument("defaultRedirectUri")


def is_secure(url: Value) -> Fact:
    """The URL does not begin with http://, or is one of the developer's own machine."""
    return any_of(is_not(url.starts_with("http://")), url.starts_with(*OWN_MACHINE))


def has_no_fragment(url: Value) -> Fact:
    return is_not(url.as_text().test(lambda text: "#" in text))


def each_url(path: str, words: str, question: Callable[[Value], Fact]) -> Condition:
    """The question is true of each URL of a list."""
    urls = argument(path)
    return Condition(lambda client: urls.of(client).all(question), Words.be(path, words), (path,))


def seconds_of(amount: Plain, unit: Plain, usual: str) -> float | None:
    """A lifetime in seconds; 0 is none, and takes Cognito's own."""
    length = SECONDS.get(usual if unit is None else str(unit))
    try:
        number = float(amount) if isinstance(amount, int | float | str) else 0
    except ValueError:
        return None
    return number * length if length is not None and number > 0 else None


def lifetime_row(path: str) -> Constraint:
    """How long a token is valid."""
    unit, usual, low, high, words = LIFETIMES[path]
    own = argument(path)

    def error(amount: Plain, of: Plain) -> str | None:
        seconds = seconds_of(amount, of, usual)
        if seconds is None or low <= seconds <= high:
            return None
        return f"{amount:g} {usual if of is None else of} are not {words}"

    return Constraint(
        demand=fits(own, words, error, lambda it: own.of(it).as_number(), argument(unit).of),
        when=own.is_set().unsaid(),
        error="InvalidParameterException: Invalid range for token validity.",
        source=f"{TRIED}/pf-cognito-token-validity-range/meta.yaml",
        fix=fix(Set(path, Blank(f"{words}, in the unit of {unit}"))),
        invalid=({path: high // SECONDS[usual] + 1}, {path: low - 1, unit: "seconds"}),
        valid=({path: high // SECONDS[usual]}, {path: low, unit: "seconds"}),
        condition=f"{path} is not {words}",
    )


def order_row(path: str) -> Constraint:
    """A token that is renewed with the refresh token ends before it."""
    unit, usual, *_ = LIFETIMES[path]
    own, refresh = argument(path), argument("refreshTokenValidity")

    def error(amount: Plain, of: Plain, renewal: Plain, renewal_unit: Plain) -> str | None:
        ends, renewed = seconds_of(amount, of, usual), seconds_of(renewal, renewal_unit, "days")
        return "it is longer" if ends is not None and renewed is not None and ends > renewed else None

    return Constraint(
        demand=fits(
            own,
            "at most as long as refreshTokenValidity",
            error,
            lambda it: own.of(it).as_number(),
            argument(unit).of,
            lambda it: refresh.of(it).as_number(),
            argument("tokenValidityUnits.refreshToken").of,
        ),
        when=(own.is_set() & refresh.is_set()).unsaid(),
        error="InvalidParameterException: Access and Id Token expiration times must be less than or equal to refresh"
        " token expiration times.",
        source=f"{TRIED}/pf-cognito-token-expiration-order/meta.yaml",
        fix=fix(Set("refreshTokenValidity", Blank("at least as long as the other tokens"))),
        invalid={path: 12, "refreshTokenValidity": 2, "tokenValidityUnits.refreshToken": "hours"},
        valid=({path: 12, "refreshTokenValidity": 12, "tokenValidityUnits.refreshToken": "hours"},),
    )


def redirect_error(uri: Plain, listed: Plain) -> str | None:
    """The client may not return there."""
    known = isinstance(listed, list) and all(isinstance(one, str) for one in listed)
    return "it is not one of callbackUrls" if known and isinstance(uri, str) and uri not in listed else None


RULE = constraints_rule(
    id="cognito-client-valid",
    service="Cognito",
    summary="Clients of user pools must have valid URLs and lifetimes of tokens",
    rationale="""
        The flows code and implicit return to one of the callback URLs. These have HTTPS, except on the developer's own
        machine, or the scheme of an app. Access and ID tokens are valid from 5 minutes to 1 day, refresh tokens from
        60 minutes to 10 years and not less than the others; without a unit, hours are meant for the first two and days
        for the last.
    """,
    since="0.2.0",
    constraints={
        CLIENT: (
            *(
                Constraint(
                    demand=each_url(path, "URLs with HTTPS, or of localhost", is_secure),
                    when=argument(path).is_given().unsaid(),
                    error="InvalidParameterException: http://example.com/cb cannot use the HTTP protocol.",
                    source=f"{TRIED}/pf-cognito-{page}-url-https/meta.yaml",
                    fix=fix(Set(path, [Blank("URLs that start with https://")])),
                    invalid={path: ["http://shop.example.com/signed"]},
                    valid={path: ["https://shop.example.com/signed", "http://localhost:3000/signed", "shop://signed"]},
                )
                for path, page in (("callbackUrls", "callback"), ("logoutUrls", "logout"))
            ),
            Constraint(
                demand=each_url("callbackUrls", "URLs without a fragment", has_no_fragment),
                when=called.is_given().unsaid(),
                error="CallbackURLs: A redirect URI must not include a fragment component.",
                source=CREATE,
                fix=fix(Set("callbackUrls", [Blank("URLs without #")])),
                invalid={"callbackUrls": ["https://shop.example.com/#/signed-in"]},
                valid=CALLED,
            ),
            Constraint(
                demand=called.is_present(),
                when=argument("allowedOauthFlowsUserPoolClient").is_true()
                & any_condition((flows.contains("code"), flows.contains("implicit"))),
                error="InvalidParameterException: CallbackUrls can not be empty when code flow or implicit flow is"
                " selected",
                source=f"{TRIED}/pf-cognito-oauth-callback-required/meta.yaml",
                fix=fix(Set("callbackUrls", [Blank("the URL to return to")])),
                invalid=(CODE, {**CODE, "allowedOauthFlows": ["implicit"]}),
                valid=({**CODE, **CALLED}, {}),
            ),
            Constraint(
                demand=fits(default, "one of callbackUrls", redirect_error, default.of, called.of),
                when=default.is_given().unsaid(),
                error="InvalidParameterException: The default redirect URI https://other.example.com/cb is not in the"
                " callback URIs list.",
                source=f"{TRIED}/pf-cognito-default-redirect-uri-member/meta.yaml",
                fix=fix(Set("defaultRedirectUri", Blank("one of callbackUrls"))),
                invalid={**CALLED, "defaultRedirectUri": "https://shop.example.com/"},
                valid={**CALLED, "defaultRedirectUri": "https://shop.example.com/signed-in"},
            ),
            *map(lifetime_row, LIFETIMES),
            *map(order_row, ("accessTokenValidity", "idTokenValidity")),
            needs_value(
                {"enablePropagateAdditionalUserContextData": True},
                "generateSecret",
                True,
                error="EnablePropagateAdditionalUserContextData: You can only activate"
                " EnablePropagateAdditionalUserContextData in an app client that has a client secret.",
                source=CREATE,
            ),
        )
    },
    base={CLIENT[0]: {"userPoolId": "us-east-1_abcdefghi"}},
    references=(CREATE,),
)
