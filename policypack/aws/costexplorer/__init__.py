"""The nouns of Cost Explorer."""

ANOMALY_MONITOR = ("aws:costexplorer/anomalyMonitor:AnomalyMonitor",)
ANOMALY_SUBSCRIPTION = ("aws:costexplorer/anomalySubscription:AnomalySubscription",)
