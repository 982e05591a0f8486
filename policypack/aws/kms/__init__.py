"""The nouns of KMS."""

KEY = (
    "aws:kms/key:Key",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
)
ALIAS = ("aws:kms/alias:Alias",)
KEY_POLICY = ("aws:kms/keyPolicy:KeyPolicy",)
