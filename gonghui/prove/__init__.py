"""Long runs by hand: load, fuzz, faults. Each leaves a dated table in docs/reference/proofs.md; no page depends on them."""
