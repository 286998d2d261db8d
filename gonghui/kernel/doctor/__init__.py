"""The house looked over: named checks that each room brings."""
