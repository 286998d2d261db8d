"""What a watcher counts: pages asked and how long they took, tasks waiting, the age of the last seal. No person, no value."""
