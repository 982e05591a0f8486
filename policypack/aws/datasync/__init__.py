"""The nouns of DataSync."""

EFS_LOCATION = ("aws:datasync/efsLocation:EfsLocation",)
TASK = ("aws:datasync/task:Task",)
