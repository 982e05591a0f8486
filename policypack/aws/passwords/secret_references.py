"""Texts that are stored like passwords and are none: the place of a secret, something public, or a placeholder.

Forms: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html,
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html,
https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html, November 2026.
"""

from __future__ import annotations

import re

_PLACE = re.compile(
    r"arn:aws[\w-]*:[\w-]+:.*"
    r"|\{\{.*\}\}"  # {{resolve:secretsmanager:orders}}, a template's field
    r"|\$\{.*\}|\$\(.*\)|%\{.*\}"  # what a shell, a template or an agent fills in
    r"|(/[\w.-]+){2,}"  # a parameter's path, a mounted file
    r"|(secrets?|kv|vault)/[\w./-]+(#\w+)?"  # a path in Vault
    r"|(ref\+)?[a-z][a-z0-9+-]*://[^\s:@]+"  # op://vault/item, ssm:///path; a URL with a password has a colon or an @
    r"|(vault|ssm|ssm-secure|secretsmanager|aws-secretsmanager|env|file|awskms|keyring):[\w./#:-]+",
    re.DOTALL | re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"-----BEGIN ([\w ]* )?(PUBLIC KEY|CERTIFICATE|CERTIFICATE REQUEST|PUBLIC KEY BLOCK)-----.*"
    r"|(ssh-(rsa|ed25519|dss)|ecdsa-sha2-\S+|sk-\S+@openssh\.com) \S+.*"
    r"|(\$(2[abxy]?|5|6|y|argon2\w*|scrypt|pbkdf2[\w-]*)\$|\{(SSHA|CRYPT|PBKDF2)\w*\}).*",  # a hash
    re.DOTALL,
)
_STAND_IN = re.compile(
    r"<.*>|\[.*\]|\*+|x{3,}|\.{3}"
    r"|(please[-_ ]?)?(change|replace|rotate|set|fill|update)[-_ ]?(me|this|it)([-_ ]?(in|later|please|now))*"
    r"|((to[-_ ]?be[-_ ]?|not[-_ ]?yet[-_ ]?)(set|replaced|changed|defined|determined|filled|done)([-_ ]?(in|later))?)"
    r"|(some[-_ ]?|the[-_ ]?|a[-_ ]?)?(placeholder|dummy|example|sample|redacted|todo|tbd|unset|none|null|nil|n/?a)"
    r"([-_ ]?(password|value|secret))?"
    r"|your[-_ ]([a-z]+[-_ ])*(password|secret|value)([-_ ]here)?"
    r"|true|false|yes|no",
    re.DOTALL | re.IGNORECASE,
)


def is_no_password(text: str) -> bool:
    """The text names the place of a secret, is public, or is a placeholder for a password that is put there later."""
    stripped = text.strip()
    return any(form.fullmatch(stripped) for form in (_PLACE, _PUBLIC, _STAND_IN))
