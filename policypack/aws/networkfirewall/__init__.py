"""The nouns of Network Firewall."""

from __future__ import annotations

POLICY = ("aws:networkfirewall/firewallPolicy:FirewallPolicy",)
RULE_GROUP = ("aws:networkfirewall/ruleGroup:RuleGroup",)
FIREWALL = ("aws:networkfirewall/firewall:Firewall",)
