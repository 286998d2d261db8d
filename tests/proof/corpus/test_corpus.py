"""The corpus itself: as large as promised, every numeral accounted for, every claimed relation what it says."""

from __future__ import annotations

import itertools
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from tests.proof.corpus import scoring
from tests.proof.corpus.numerals import number
from tests.proof.corpus.reading import HERE, Text, Wrong, corpus, load
from tests.proof.corpus.relations import RULES, Relation, judged

HEAD = "title: 例\ngenre: town\norg: 例\nperiod: 2004-01-01/2004-06-30\nsource: clean\n"


@pytest.fixture(scope="module")
def parts() -> dict[str, list[Text]]:
    return {"open": corpus("open"), "held": corpus("held")}


@pytest.fixture
def one(tmp_path: Path):
    def write(body: str, relations: str = "", head: str = HEAD) -> Text:
        path = tmp_path / "one.txt"
        path.write_text(f"{head}\n{body}\n----\n{relations}", encoding="utf-8")
        return load(path)

    return write


def test_every_mark_stands_where_it_says(parts: dict[str, list[Text]]) -> None:
    for text in parts["open"] + parts["held"]:
        for figure in text.figures:
            shown = text.text[figure.start : figure.end]
            assert number(shown, figure.said.printed_unit if shown[-1].isdigit() else None).value == figure.said.value
        spans = sorted([(f.start, f.end) for f in text.figures] + [(a, b) for a, b, _ in text.traps + text.spared])
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), text.path.name


def test_every_failing_relation_really_fails(parts: dict[str, list[Text]]) -> None:
    rules: Counter[str] = Counter()
    for text in parts["open"] + parts["held"]:
        by_label = {figure.label: figure for figure in text.figures}
        for relation in text.relations:
            rules[relation.rule] += 1
            if relation.stated is None or relation.computed is None:
                continue
            stated, computed = abs(relation.stated), abs(relation.computed)
            near = Fraction(1, 10 ** by_label[relation.labels[-1]].said.decimals)
            if relation.verdict == "holds":
                assert abs(stated - computed) <= Fraction(2, 3) * near or by_label[relation.labels[-1]].said.loose
            elif relation.verdict == "fails" and relation.rule not in ("growth", "difference"):
                assert abs(stated - computed) >= near / 2, (text.path.name, relation)
    assert set(rules) == set(RULES)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("4200余元", 4200, "元"),
        ("１３．８万元", 138000, "元"),
        ("两千三百余人次", 2300, "人次"),
        ("二百三十户", 230, "户"),
        ("六万三千元", 63_000, "元"),
        ("近三千五百万元".removeprefix("近"), 35_000_000, "元"),
        ("一千零五人", 1005, "人"),
        ("1,068\n条", 1068, "条"),
        ("六成", 60, "%"),
        ("百分之三十五", 35, "%"),
        ("-44.4%", Fraction("-44.4"), "%"),
        ("2.3个百分点", Fraction("2.3"), "百分点"),
        ("3个多小时", 3, "个小时"),
        ("1200多万元", 12_000_000, "元"),
        ("3至5天", 3, "天"),
        ("200—500元", 200, "元"),
    ],
)
def test_numerals(text: str, value: Fraction, unit: str) -> None:
    assert (number(text).value, number(text).unit) == (value, unit)


@pytest.mark.parametrize(
    ("said", "computed", "verdict"),
    [
        ("35.8%", Fraction(14200, 396), ("holds_rounded", "cut_off")),
        ("35.9%", Fraction(14200, 396), ("holds_rounded", "half_up")),
        ("46.2%", Fraction(18300, 396), ("holds", "")),
        ("330元", Fraction(3264, 10), ("holds_rounded", "nearest_ten")),
        ("86.7%", Fraction(1200, 14), ("fails", "")),
        ("2900余人", Fraction(2923), ("holds", "")),
        ("2900余人", Fraction(3010), ("fails", "")),
    ],
)
def test_verdicts(said: str, computed: Fraction, verdict: tuple[str, str]) -> None:
    assert judged(number(said), computed) == verdict


def test_a_claim_that_is_untrue_is_refused(one) -> None:
    body = "共{40件|总}，办结{30件|结}，办结率{76%|率}。"
    assert one(body, "rate 结 总 率 wrong").relations[0].computed == 75
    with pytest.raises(Wrong, match="claimed"):
        one(body, "rate 结 总 率 ok")


def test_a_numeral_without_truth_is_refused(one) -> None:
    with pytest.raises(Wrong, match="【7】家"):
        one("新建7家。")
    traps = one("进一步落实〔2003〕6号文件，2003年建会{7家}。").traps
    assert [name for _, _, name in traps] == ["word", "document_number", "date"]


def test_noise_moves_the_marks_with_the_text(one) -> None:
    text = one("上半年新建工会{21家}，发展会员{486人}。", head=HEAD + "noise: spaces wide wrap=7 crlf\n")
    assert [text.text[f.start : f.end] for f in text.figures] == ["２１ 家", "４８６ \r\n人"]


class Reading(dict):
    """What a checker that knows the truth, or errs in one place, would give."""


def answer(text: Text, relations: list[Relation]) -> Reading:
    ids = {f.label: f"f{i}" for i, f in enumerate(text.figures)}
    figures = [
        {
            "id": ids[f.label],
            "start": f.start,
            "end": f.end,
            "value": float(f.value),
            "unit": f.unit,
            "kind": f.kind,
            "qualifier": f.qualifier,
        }
        for f in text.figures
    ]
    said = [{"figures": [ids[x] for x in r.labels], "rule": r.rule, "verdict": r.verdict} for r in relations]
    return Reading(figures=figures, relations=said)


def scored(text: Text, reading: Reading) -> dict[str, float]:
    total = scoring.Score()
    names = scoring.score_figures(text, scoring.found_in(reading), total)
    scoring.score_relations(text, reading, names, total)
    return total.rates()


def test_the_truth_scores_full_marks_and_a_fault_costs(parts: dict[str, list[Text]]) -> None:
    text = next(t for t in parts["open"] if t.path.stem == "community-2006")
    full = scored(text, answer(text, text.relations))
    assert full == dict.fromkeys(full, 100.0) | {"traps taken as figures": 0.0, "false alarms": 0.0}
    reading = answer(text, [r for r in text.relations if r.verdict != "fails"])
    trap = text.traps[0]
    reading["figures"] += [reading["figures"][0] | {"id": "x", "start": trap[0], "end": trap[1]}]
    reading["figures"][1] |= {"value": -1}
    reading["relations"][0] |= {"verdict": "fails"}
    poor = scored(text, reading)
    assert poor["wrong relations found"] == 0
    assert poor["false alarms"] > 0
    assert 0 < poor["traps taken as figures"] < 100
    assert poor["figures precision"] < 100 > poor["figures recall"]


def test_what_is_set_aside_shows_no_misses(capsys: pytest.CaptureFixture[str]) -> None:
    assert scoring.main(["held", "--misses"]) == 2
    assert not capsys.readouterr().out


def test_the_corpus_has_the_size_promised(parts: dict[str, list[Text]]) -> None:
    texts = parts["open"] + parts["held"]
    relations = [r for t in texts for r in t.relations]
    assert len(parts["open"]) >= 40
    assert len(parts["held"]) >= 20
    assert sum(len(t.figures) for t in texts) >= 1500
    assert sum(len(t.traps) for t in texts) >= 1500
    assert len(relations) >= 250
    assert sum(r.verdict == "fails" for r in relations) >= 80
    assert sorted(p.name for p in HERE.glob("*/*.txt")) == sorted(t.path.name for t in texts)
    genres = {part: Counter(t.head["genre"] for t in found) for part, found in parts.items()}
    assert set(genres["open"]) == set(genres["held"])
    assert {t.head["source"] for t in parts["held"]} == {"clean", "web", "pdf"}
