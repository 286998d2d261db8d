// Draws the table of 多维分析; every mark opens what its number opens. The table stays: a drawing is never the only way to read it.
"use strict";

(() => {
  const place = document.querySelector("[data-drawn]");
  const table = document.querySelector("[data-pivot]");
  if (!place || !table || !window.echarts) return;
  const kinds = document.querySelector("[data-kinds]");
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const rows = Array.from(table.tBodies[0].rows);
  const heads = Array.from(table.tHead.rows[0].cells).slice(1).map((cell) => cell.innerText.trim());
  const names = rows.map((row) => row.cells[0].innerText.trim());
  const numbers = rows.map((row) => Array.from(row.cells).slice(1).map((cell) => ({ value: cell.dataset.number === undefined ? null : Number(cell.dataset.number), text: cell.innerText.trim(), href: cell.querySelector("a")?.href })));
  // the axis of the drawing is the one with the periods, else the rows; the other one gives the series
  const byRows = place.dataset.byRows === "1";
  const labels = byRows ? heads : names;
  const series = (byRows ? names : heads).map((name, at) => ({ name, points: labels.map((_label, along) => (byRows ? numbers[at][along] : numbers[along][at])) }));
  const palette = ["--c1", "--c2", "--c3", "--c4", "--c5", "--c6"].map(colour);
  const font = style.getPropertyValue("--sans");
  const motion = false; // numbers do not roll, charts do not grow
  let chart = null;

  const text = { color: colour("--text-2"), fontFamily: font, fontSize: 12 };
  const axes = (grid) => ({
    xAxis: { type: "category", data: labels, gridIndex: grid, axisLabel: { ...text, hideOverlap: true }, axisLine: { lineStyle: { color: colour("--line-2") } }, axisTick: { show: false } },
    yAxis: { type: "value", gridIndex: grid, axisLabel: text, splitLine: { lineStyle: { color: colour("--line") } }, splitNumber: 3 },
  });
  const one = (each, kind, at) => ({
    name: each.name, type: kind === "line" || kind === "small" ? "line" : "bar", stack: kind === "stack" ? "whole" : undefined, barMaxWidth: 28, symbolSize: 7, cursor: "pointer",
    itemStyle: { color: kind === "small" ? palette[0] : palette[at % palette.length] }, lineStyle: { width: 2, type: kind !== "small" && at >= palette.length ? "dashed" : "solid" }, connectNulls: false,
    data: each.points.map((point) => point.value),
  });
  const whole = (kind) => ({
    animation: motion, textStyle: text, color: palette,
    legend: { show: series.length > 1, type: "scroll", top: 0, left: 0, textStyle: text, itemHeight: 8, itemWidth: 14 },
    grid: { left: 8, right: 16, top: series.length > 1 ? 40 : 16, bottom: labels.length > 12 ? 44 : 8, containLabel: true },
    tooltip: { trigger: "axis", renderMode: "richText", backgroundColor: colour("--surface"), borderColor: colour("--line-2"), textStyle: { ...text, color: colour("--text") } },
    dataZoom: labels.length > 12 ? [{ type: "slider", height: 16, bottom: 6, textStyle: text }] : [],
    ...axes(0), series: series.map((each, at) => one(each, kind, at)),
  });
  const small = (across) => {
    const high = 130;
    const share = 100 / across;
    const top = Math.max(...series.flatMap((each) => each.points.map((point) => point.value ?? 0)));
    const grids = series.map((_each, at) => ({ left: `${(at % across) * share + 1}%`, width: `${share - 3}%`, top: Math.floor(at / across) * high + 28, height: high - 52, containLabel: false }));
    const parts = series.map((_each, at) => axes(at));
    return {
      animation: motion, textStyle: text, grid: grids,
      title: series.map((each, at) => ({ text: each.name, left: grids[at].left, top: Math.floor(at / across) * high, textStyle: { ...text, color: colour("--text"), fontWeight: 600 } })),
      xAxis: parts.map((part) => ({ ...part.xAxis, axisLabel: { ...text, interval: Math.max(0, labels.length - 2) } })), yAxis: parts.map((part) => ({ ...part.yAxis, max: top, axisLabel: { show: false } })),
      tooltip: { trigger: "item", renderMode: "richText" },
      series: series.map((each, at) => ({ ...one(each, "small", at), xAxisIndex: at, yAxisIndex: at, areaStyle: { color: palette[0], opacity: 0.08 } })),
    };
  };
  const draw = (kind) => {
    chart?.dispose();
    const across = window.drawnPlace(place, series.length, kind);
    const option = kind === "small" ? small(across) : whole(kind);
    chart = window.echarts.init(place, null, { renderer: "canvas" });
    chart.setOption(option);
    chart.on("click", (event) => { const href = series[event.seriesIndex]?.points[event.dataIndex]?.href; if (href) window.location.assign(href); });
    kinds.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.kind === kind)));
  };
  kinds.addEventListener("click", (event) => { const button = event.target.closest("[data-kind]"); if (button) draw(button.dataset.kind); });
  window.addEventListener("resize", () => chart?.resize());
  draw(window.drawnFirst);
})();
