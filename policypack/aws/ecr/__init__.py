"""The nouns of ECR."""

REPOSITORY = ("aws:ecr/repository:Repository",)
LIFECYCLE_POLICY = ("aws:ecr/lifecyclePolicy:LifecyclePolicy",)
SCANNING = ("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",)
NAMES = ("name",)
"""The argument that names a repository."""
