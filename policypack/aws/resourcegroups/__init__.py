"""The nouns of Resource Groups."""

GROUP = ("aws:resourcegroups/group:Group",)
