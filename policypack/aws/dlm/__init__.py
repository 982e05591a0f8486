"""The nouns of Data Lifecycle Manager."""

POLICY = ("aws:dlm/lifecyclePolicy:LifecyclePolicy",)
