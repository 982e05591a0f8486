"""The nouns of EC2 Auto Scaling."""

GROUP = ("aws:autoscaling/group:Group",)
LIFECYCLE_HOOK = ("aws:autoscaling/lifecycleHook:LifecycleHook",)
SCHEDULE = ("aws:autoscaling/schedule:Schedule",)
