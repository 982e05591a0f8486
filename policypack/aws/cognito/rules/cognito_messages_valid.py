"""cognito-messages-valid: Messages of user pools must have their code, and a sender that may send them."""

from policypack.aws.cognito import USER_POOL
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, fix, needs
from policypack.model.conditions import Condition, Subject, Words
from policypack.model.facts import Fact
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html"
TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/cognito"
SENDER: Inputs = {"lambdaArn": "arn:aws:lambda:us-east-1:123456789012:function:send", "lambdaVersion": "V1_0"}
KEY = "arn:aws:kms:us-east-1:123456789012:key/0e1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b"
TEMPLATE, INVITATION = "verificationMessageTemplate", "adminCreateUserConfig.inviteMessageTemplate"
CODED = {
    "emailVerificationMessage": "emailVerificationMessage",
    "smsVerificationMessage": "smsVerificationMessage",
    "smsAuthenticationMessage": "smsAuthenticationMessage",
    f"{TEMPLATE}.emailMessage": "verificationMessageTemplate.emailMessage",
    f"{TEMPLATE}.smsMessage": "verificationMessageTemplate.smsMessage",
    f"{INVITATION}.emailMessage": "adminCreateUserConfig.inviteMessage.emailMessage",
    f"{INVITATION}.smsMessage": "adminCreateUserConfig.inviteMessage.smsMessage",
}
"""Messages with a code: the argument, and the name that the error has for it."""
PATTERN = r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*"
CODE, LINK = r"(?s:.*)\{####\}(?s:.*)", r"(?s:.*)\{##(?s:.*)##\}(?s:.*)"
BY_MAIL: Inputs = {
    "mfaConfiguration": "ON",
    "emailMfaConfiguration": {"message": "Your code is {####}", "subject": "Your code"},
}
OWN_MAIL: Inputs = {
    "emailConfiguration.emailSendingAccount": "DEVELOPER",
    "emailConfiguration.sourceArn": "arn:aws:ses:us-east-1:123456789012:identity/example.com",
}

phone = argument("autoVerifiedAttributes")
verified_first = argument("userAttributeUpdateSettings.attributesRequireVerificationBeforeUpdates")


def are_verified(pool: Subject) -> Fact:
    """Each attribute that is verified before it changes is verified by itself, too."""
    return verified_first.of(pool).all(lambda one: phone.of(pool).any(lambda other: one.then(other.equals)))


def coded(path: str, name: str) -> Constraint:
    """A message with a code."""
    own = argument(path)
    return Constraint(
        demand=own.matches(CODE, "a text with {####}, the place of the code"),
        when=own.is_given().unsaid(),
        error=f"InvalidParameterException: 1 validation error detected: Value 'Your code.' at '{name}' failed to"
        rf" satisfy constraint: Member must satisfy regular expression pattern: {PATTERN}\{{####\}}{PATTERN}",
        source=f"{TRIED}/pf-cognito-verification-code-placeholder/meta.yaml",
        fix=fix(Set(path, Blank("the text with {####} for the code"))),
        invalid={path: "Welcome to the shop."},
        valid={path: "Your code is {####}."},
    )


RULE = constraints_rule(
    id="cognito-messages-valid",
    service="Cognito",
    summary="Messages of user pools must have their code, and a sender",
    rationale="""
        Cognito writes the code of a message in the place of {####}, and the link in that of {## ##}. Text messages need
        a role to send them, mails that SES sends for the pool need an identity of SES. A function that sends the
        messages gets their codes encrypted, so it needs a key. Codes for signing in are sent by mail only through SES.
    """,
    since="0.2.0",
    constraints={
        USER_POOL: (
            *(coded(path, name) for path, name in CODED.items()),
            Constraint(
                demand=argument(f"{TEMPLATE}.emailMessageByLink").matches(LINK, "a text with {## ##} around the link"),
                when=argument(f"{TEMPLATE}.emailMessageByLink").is_given().unsaid(),
                error="InvalidParameterException: 1 validation error detected: Value 'Click to verify.' at"
                " 'verificationMessageTemplate.emailMessageByLink' failed to satisfy constraint: Member must satisfy"
                rf" regular expression pattern: {PATTERN}\{{##{PATTERN}##\}}{PATTERN}",
                source=f"{TRIED}/pf-cognito-verification-link-placeholder/meta.yaml",
                fix=fix(Set(f"{TEMPLATE}.emailMessageByLink", Blank("the text with {##Verify##} for the link"))),
                invalid={f"{TEMPLATE}.emailMessageByLink": "Click to verify."},
                valid={f"{TEMPLATE}.emailMessageByLink": "Please {##verify your address##}."},
            ),
            *(
                needs(
                    {f"lambdaConfig.{sender}.lambdaVersion": "V1_0"},
                    "lambdaConfig.kmsKeyId",
                    KEY,
                    blank="the ARN of a key",
                    beside={f"lambdaConfig.{sender}": SENDER},
                    error="InvalidParameterException: KMSKeyId parameter is required when Custom SMS/Email Lambda"
                    " trigger is used.",
                    source=f"{TRIED}/pf-cognito-custom-email-sender-kms/meta.yaml",
                )
                for sender in ("customEmailSender", "customSmsSender")
            ),
            needs(
                {"emailConfiguration.emailSendingAccount": "DEVELOPER"},
                "emailConfiguration.sourceArn",
                "arn:aws:ses:us-east-1:123456789012:identity/example.com",
                blank="the ARN of an identity of SES",
                error="InvalidParameterException: Source ARN is required to use DEVELOPER email sending owner",
                source=f"{TRIED}/pf-cognito-email-developer-requires-sourcearn/meta.yaml",
            ),
            Constraint(
                demand=argument("emailConfiguration.emailSendingAccount").equals("DEVELOPER"),
                when=argument("mfaConfiguration").one_of("ON", "OPTIONAL")
                & argument("emailMfaConfiguration").is_given(),
                error="InvalidParameterException: Cannot set EmailMfaConfiguration when user pool EmailConfiguration"
                " contains an EmailSendingAccount of COGNITO_DEFAULT. Update the value of EmailSendingAccount.",
                source=f"{TRIED}/pf-cognito-mfa-email-otp-requires-developer/meta.yaml",
                fix=fix(
                    Set("emailConfiguration.emailSendingAccount", "DEVELOPER"),
                    Set("emailConfiguration.sourceArn", Blank("the ARN of an identity of SES")),
                ),
                invalid=(BY_MAIL, {**BY_MAIL, "emailConfiguration.emailSendingAccount": "COGNITO_DEFAULT"}),
                valid={**BY_MAIL, **OWN_MAIL},
            ),
            Constraint(
                demand=argument("smsConfiguration").is_present(),
                when=phone.contains("phone_number"),
                error="InvalidParameterException: SMS configuration is required when phone_number is selected for auto"
                " verification",
                source=f"{TRIED}/pf-cognito-auto-verified-username-consistency/meta.yaml",
                fix=fix(
                    Set(
                        "smsConfiguration",
                        {
                            "externalId": Blank("the external ID in the trust policy of the role"),
                            "snsCallerArn": Blank("the ARN of a role that may publish to SNS"),
                        },
                    )
                ),
                invalid={"autoVerifiedAttributes": ["email", "phone_number"]},
                valid=(
                    {"autoVerifiedAttributes": ["email"]},
                    {
                        "autoVerifiedAttributes": ["phone_number"],
                        "smsConfiguration": {
                            "externalId": "shop",
                            "snsCallerArn": "arn:aws:iam::123456789012:role/messages",
                        },
                    },
                ),
            ),
            Constraint(
                demand=Condition(
                    are_verified, Words.be(verified_first.path, "among autoVerifiedAttributes"), (verified_first.path,)
                ),
                when=verified_first.is_given().unsaid(),
                error="InvalidParameterException: All attributes in AttributesRequireVerificationBeforeUpdate must"
                " exist in AutoVerifiedAttributes",
                source=f"{TRIED}/pf-cognito-user-attribute-update-requires-auto-verified/meta.yaml",
                fix=fix(Set("autoVerifiedAttributes", [Blank("the attributes that are verified before they change")])),
                invalid={verified_first.path: ["email"]},
                valid={verified_first.path: ["email"], "autoVerifiedAttributes": ["email"]},
            ),
        )
    },
    base={USER_POOL[0]: {"name": "shop"}},
    references=(CREATE,),
)
