"""The demo city 望溪市总工会: invented, deterministic, two years of ledgers with their texts."""
