"""What Typst needs for the same reports: .ci/with_typst.py FOLDER [N [MS]]

Sets up to N reports of the folder as PDF/A-2a and PDF/UA-1 by Typst in
process (PyPI typst 0.15.2, fonts of fonts/files) and prints the CPU per
report; MS, ours for PDF and DOCX together, makes the ratio.
"""
import sys, time, tomllib
from pathlib import Path

try:
    import typst
except ImportError:
    print("typst: skipped, because the Python package typst is not installed (pip install typst==0.15.2)")
    sys.exit()

ROOT = Path(__file__).resolve().parent.parent
LOOK = """#set document(title: "%s", date: datetime(year: %d, month: %d, day: %d))
#set text(lang: "zh", region: "cn", font: "FandolFang R", size: 15.75pt)
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 13pt, spacing: 13pt)
#show heading.where(level: 2): set text(font: "FandolHei", size: 15.75pt, weight: "regular")
#show table: set text(size: 10.5pt)
#show table: set par(first-line-indent: 0pt, leading: 4pt, justify: false)
#set table(align: center + horizon, stroke: 0.5pt)
#align(center, heading(level: 1, text(font: "Noto Serif SC", weight: "bold", size: 22pt)[%s]))
"""


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def tiles(paths, depth):
    """(index, level, extent, levels, text) of the labels: equal beginnings are one cell."""
    for i, path in enumerate(paths):
        for level, text in enumerate(path):
            head = path[: level + 1]
            if i and paths[i - 1][: level + 1] == head:
                continue
            extent = next((k for k in range(i, len(paths)) if paths[k][: level + 1] != head), len(paths)) - i
            yield i, level, extent, depth - level if level == len(path) - 1 else 1, text


def cell(x, y, text, wide=1, high=1):
    return f"table.cell(x: {x}, y: {y}, colspan: {wide}, rowspan: {high})[#{quote(text)}],"


def table(form, figures):
    def row(key):
        value = figures
        for part in key.split("."):
            value = value[part] if isinstance(value, dict) and part in value else figures[key]
        return value if isinstance(value, list) else [value]

    split = lambda lines: [line["path"].split(" / ") for line in lines]
    out, y, width, head = [], 0, len(form.get("widths", [])), 0
    for band in form["band"]:
        rows, columns = split(band["rows"]), split(band["columns"])
        if form.get("flat"):
            columns = [r + c for r in rows for c in columns]
            width, deep = len(columns), max(map(len, columns))
            out += [cell(i, level, text, n, levels) for i, level, n, levels, text in tiles(columns, deep)]
            head = deep
            out += [cell(i, deep, str(v)) for i, v in enumerate(v for r in band["rows"] for v in row(r["key"]))]
            continue
        if "title" in band:
            out.append(cell(0, y, band["title"], width))
            y += 1
        stub, deep = width - len(columns) if form.get("whole") else 1, max(map(len, columns))
        each = (width - stub) // len(columns)
        out.append(cell(0, y, band.get("stub", form.get("corner", "")), stub, deep))
        for i, level, n, levels, text in tiles(columns, deep):
            last = width - stub - each * i if i + n == len(columns) else each * n
            out.append(cell(stub + each * i, y + level, text, last, levels))
        y += deep
        head = head or y
        for i, level, n, levels, text in tiles(rows, stub):
            out.append(cell(level, y + i, text, levels, n))
        for i, line in enumerate(band["rows"]):
            for k, v in enumerate(row(line["key"])):
                last = width - stub - each * k if k == len(columns) - 1 else each
                out.append(cell(stub + each * k, y + i, str(v["value"] if isinstance(v, dict) else v), last))
        y += len(rows)
    widths = ", ".join(f"{n}fr" for n in form.get("widths", [1] * width))
    heads = [c for c in out if int(c.split("y: ")[1].split(",")[0]) < head]
    body = [c for c in out if c not in heads]
    return f"#table(columns: ({widths}), table.header({''.join(heads)}),\n{chr(10).join(body)})\n"


def source(report, form):
    title = form["title"].format(agency=report["agency"]["name"], year=report["year"])
    day = report["report"]["date"]
    out = [LOOK % (title, day.year, day.month, day.day, title)]
    for section in form["section"]:
        out.append("== #" + quote(section["heading"]) + "\n")
        if key := section.get("table"):
            out.append(table(next(t for t in form["table"] if t["key"] == key), report[key]))
        out += ["#" + quote(p) + "\n" for p in report["text"].get(section["key"], "").split("\n\n") if p.strip()]
    return "\n".join(out).encode()


def main(folder, n=50, ours=None):
    forms = {f.stem: tomllib.loads(f.read_text()) for f in (ROOT / "schema/form/forms").glob("*.toml")}
    reports = [tomllib.loads(p.read_text()) for p in sorted(Path(folder).glob("*.toml"))[: int(n) + 1]]
    compiler = typst.Compiler(font_paths=[str(ROOT / "fonts/files")], ignore_system_fonts=True)
    size, cpu = 0, []
    for report in reports:  # the first warms the fonts up and does not count
        text = source(report, forms[report["form"]])
        begun = time.process_time()
        pdf = compiler.compile(input=text, format="pdf", pdf_standards=["a-2a", "ua-1"])
        cpu.append((time.process_time() - begun) * 1000)
        size += len(pdf)
    each = sum(cpu[1:]) / len(cpu[1:])
    print(f"typst {typst.__version__}, PDF alone: {each:.1f} ms CPU each, {size // len(cpu)} bytes, {len(cpu) - 1} reports")
    if ours:
        print(f"PDF and DOCX together cost {float(ours) / each * 100:.1f} % of Typst's PDF (1/{each / float(ours):.1f})")
    return pdf


if __name__ == "__main__":
    main(*sys.argv[1:])
