"""acm-certificate-valid: Certificates must be validated by mail to a domain above their own."""

from policypack.constraint import Constraint, argument, fits, fix
from policypack.fix import Remove
from policypack.model.values import Plain
from policypack.rule import constraints_rule

CERTIFICATE = ("aws:acm/certificate:Certificate",)
OPTION = "https://docs.aws.amazon.com/acm/latest/APIReference/API_DomainValidationOption.html"

name, validation = argument("domainName"), argument("validationDomain")


def domain_error(above: Plain, own: Plain) -> str | None:
    """The domain of the mail is the domain itself, or one above it."""
    if not isinstance(above, str) or not isinstance(own, str):
        return None
    wanted, domain = above.lower().strip("."), own.lower().strip(".").removeprefix("*.")
    return None if domain == wanted or domain.endswith(f".{wanted}") else f"{above} is not above {own}"


RULE = constraints_rule(
    id="acm-certificate-valid",
    service="ACM",
    summary="Certificates must be validated by mail to their domain or one above it",
    rationale="""
        The mail that validates a certificate goes to the domain of the certificate, or to one above it: for
        `www.example.com` that may be `example.com`, and no other.
    """,
    since="0.2.0",
    constraints={
        CERTIFICATE: (
            Constraint(
                demand=fits(validation, "the domain or one above it", domain_error, validation.of, name.of),
                when=validation.is_given().unsaid(),
                error="InvalidDomainValidationOptionsException: ValidationDomain: must be the same as the DomainName"
                " value or a superdomain of the DomainName value.",
                source=OPTION,
                fix=fix(Remove("validationDomain")),
                invalid={"domainName": "www.example.com", "validationDomain": "example.org"},
                valid={"domainName": "www.example.com", "validationDomain": "example.com"},
            ).inside("validationOptions[]"),
        )
    },
    base={CERTIFICATE[0]: {"domainName": "www.example.com", "validationMethod": "EMAIL"}},
)
