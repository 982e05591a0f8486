"""iam-password-policy: The account's password policy must demand strong passwords."""

from policypack.constraint import Inputs
from policypack.constraint.practices import at_least, turned_on
from policypack.rule import practices_rule

POLICY = ("aws:iam/accountPasswordPolicy:AccountPasswordPolicy",)
CONTROLS = ("IAM.7",)
LENGTH, REUSE = "minimumPasswordLength", "passwordReusePrevention"
SWITCHES = ("requireLowercaseCharacters", "requireUppercaseCharacters", "requireNumbers", "requireSymbols")
STRONG: Inputs = {LENGTH: 14, REUSE: 24, **dict.fromkeys(SWITCHES, True)}


def without(path: str) -> Inputs:
    """A strong policy without one argument."""
    return {name: value for name, value in STRONG.items() if name != path}


RULE = practices_rule(
    id="iam-password-policy",
    summary="The account's password policy must demand strong passwords",
    rationale="""
        The policy holds for the passwords of the account's IAM users. AWS asks for lower and upper case letters,
        numbers and symbols; CIS for 14 characters and for none of the last 24 passwords. Where all sign in through IAM
        Identity Center, no user has such a password.
    """,
    harm="Users of the console may choose passwords that are easy to guess.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    practices={
        POLICY: [
            at_least(LENGTH, 14, otherwise=6, beside=without(LENGTH), controls=CONTROLS),
            at_least(REUSE, 24, otherwise=0, beside=without(REUSE), controls=CONTROLS),
            *(turned_on(one, beside=without(one), controls=CONTROLS) for one in SWITCHES),
        ]
    },
)
