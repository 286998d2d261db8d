"""A firm's name taken apart: what varies idly falls away, what tells firms apart stays."""

from __future__ import annotations

import pytest

from gonghui.kernel.matching.names import firm_name, place_words


@pytest.mark.parametrize(
    "spelling",
    [
        "云溪市鑫达机械制造有限公司",
        "鑫达机械制造有限责任公司",
        "云溪鑫達機械製造有限公司",
        "云溪市鑫达机械制造（有限）公司",
        "云溪市 鑫达机械制造有限公司工会委员会",
        "鑫达机械制造股份有限公司工会",
    ],
)
def test_spellings_of_one_firm_have_one_core(spelling: str) -> None:
    name = firm_name(spelling, place_words(["云溪市总工会"]))
    assert (name.core, name.brand, name.trade) == ("鑫达机械制造", "鑫达", "机械制造")


def test_a_branch_is_not_its_firm() -> None:
    assert firm_name("华宇物流有限公司").branch == ""
    assert firm_name("华宇物流有限公司新都分公司").branch == "新都分公司"


def test_a_name_that_is_only_a_place_keeps_something() -> None:
    assert firm_name("成都市有限公司").core
    assert firm_name("工会").core
