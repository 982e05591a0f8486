"""VPCs: subnets, routes, security groups."""
