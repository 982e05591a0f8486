"""The nouns of KMS."""

KEY = (
    "aws:kms/key:Key",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
)
WITH_KEY_ID = ("aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey")
"""The keys that have the output ``keyId``; the ``id`` of each is the same."""
ALIAS = ("aws:kms/alias:Alias",)
KEY_POLICY = ("aws:kms/keyPolicy:KeyPolicy",)
