extension Paper {
  /// The paper as one HTML file: nothing is loaded from outside, no scripts, readable on a screen of any width and in
  /// print. It is well-formed XML as well, and equal papers give equal bytes.
  ///
  /// Texts are written as they are: call ``typeset()`` before.
  /// - Complexity: O(size of the paper).
  public func html() -> String { PaperHTML(self).write() }
}

/// Writes one paper; see ``Paper/html()``.
struct PaperHTML {
  private let paper: Paper
  private var out = ""
  /// Levels of the sections that stand open.
  private var sections = [Int]()
  private var headings = 0
  private var charts = 0

  init(_ paper: Paper) { self.paper = paper }

  func write() -> String {
    var writer = self
    writer.document()
    return writer.out
  }

  private mutating func document() {
    let mark = paper.mark
    out += "<!DOCTYPE html>\n"
    out += #"<html xmlns="http://www.w3.org/1999/xhtml" lang="ru" xml:lang="ru">"# + "\n<head>\n"
    out += #"<meta charset="utf-8"/>"# + "\n<title>\(Markup.escape(paper.title))</title>\n"
    out += #"<meta name="viewport" content="width=device-width, initial-scale=1"/>"# + "\n"
    out += #"<meta name="description" content="\#(Markup.escape(mark.line))"/>"# + "\n"
    out += #"<meta name="keywords" content="SHA-256 \#(Markup.escape(mark.dataHash))"/>"# + "\n"
    out += "<style>\n\(PaperStyle.css(paper))</style>\n</head>\n"
    out += "<body class=\"\(paper.orientation == .portrait ? "portrait" : "landscape")\">\n"
    if mark.isSample { out += #"<p class="sample">\#(Markup.escape(PaperMark.sampleNote))</p>"# + "\n" }
    out += #"<header data-running="\#(Markup.escape(mark.line))">"# + "\n<h1>\(Markup.escape(paper.title))</h1>\n"
    if let subtitle = paper.subtitle { out += #"<p class="subtitle">\#(Markup.escape(subtitle))</p>"# + "\n" }
    out += #"<p class="mark">\#(Markup.escape(mark.line))</p>"# + "\n</header>\n<main>\n"
    for block in paper.blocks { write(block) }
    closeSections(downTo: 1)
    out += "</main>\n"
    footer()
    out += "</body>\n</html>\n"
  }

  private mutating func footer() {
    out += #"<footer><h2>Как проверить</h2>"# + "\n<dl>\n"
    for (term, value) in paper.mark.proof {
      let isHash = term == PaperMark.hashTerm
      let text = isHash ? "<code>\(Markup.escape(value))</code>" : Markup.escape(RussianText.typeset(value))
      out += "<div><dt>\(Markup.escape(term))</dt><dd>\(text)</dd></div>\n"
    }
    out += "</dl>\n<p>\(Markup.escape(RussianText.typeset(PaperMark.proofNote)))</p>\n</footer>\n"
  }

  // MARK: Blocks

  private mutating func write(_ block: PaperBlock) {
    switch block {
    case .heading(let level, let text): heading(level: min(max(level, 1), 3), text)
    case .paragraph(let text, let kind): paragraph(text, kind)
    case .list(let items, let isNumbered):
      let tag = isNumbered ? "ol" : "ul"
      out += "<\(tag)>\n" + items.map { "<li>\(inline($0))</li>\n" }.joined() + "</\(tag)>\n"
    case .table(let table): out += PaperTableHTML.write(table, in: paper.orientation)
    case .chart(let chart): write(chart)
    case .figure(let value, let caption, let state): figure(value, caption, state)
    case .signatures(let signatures): write(signatures)
    case .parties(let parties):
      out += #"<div class="parties">"# + "\n"
      for party in parties {
        out += #"<div class="party"><p class="name">\#(Markup.escape(party.title))</p>"#
        out += party.lines.map { "<p>\(Markup.escape($0))</p>" }.joined() + "</div>\n"
      }
      out += "</div>\n"
    case .pageBreak: out += #"<div class="page-break"></div>"# + "\n"
    }
  }

  /// A heading opens a section, and closes those of its level and below it.
  private mutating func heading(level: Int, _ text: String) {
    closeSections(downTo: level)
    headings += 1
    sections.append(level)
    out += #"<section aria-labelledby="s\#(headings)">"# + "\n"
    out += #"<h\#(level + 1) id="s\#(headings)">\#(Markup.escape(text))</h\#(level + 1)>"# + "\n"
  }

  private mutating func closeSections(downTo level: Int) {
    while let last = sections.last, last >= level {
      out += "</section>\n"
      sections.removeLast()
    }
  }

  private mutating func paragraph(_ text: PaperText, _ kind: PaperParagraph) {
    let name: String? =
      switch kind {
      case .body: nil
      case .remark: "remark"
      case .lead: "lead"
      case .centred: "centred"
      case .right: "right"
      }
    out += (name.map { #"<p class="\#($0)">"# } ?? "<p>") + inline(text) + "</p>\n"
  }

  private mutating func write(_ chart: PaperChart) {
    charts += 1
    out += "<figure>\n" + #"<div class="drawing" tabindex="0">"# + "\n\(chart.drawing.svg(id: "chart-\(charts)"))</div>\n"
    out += "<figcaption>\(Markup.escape(chart.caption))</figcaption>\n"
    out += "<details><summary>Те же цифры таблицей</summary>\n"
    out += PaperTableHTML.write(chart.table, in: paper.orientation) + "</details>\n</figure>\n"
  }

  private mutating func figure(_ value: String, _ caption: PaperText, _ state: PaperState?) {
    let (name, word): (String, String?) =
      switch state {
      case .reached: ("reached", "цель достигнута")
      case .short: ("short", "цель не достигнута")
      case .unknown: ("unknown", RussianText.noData)
      case nil: ("plain", nil)
      }
    out += #"<div class="key \#(name)"><p class="value">\#(Markup.escape(value))</p>"#
    out += #"<div class="what"><p>\#(inline(caption))</p>"#
    if let word { out += #"<p class="state">\#(word)</p>"# }
    out += "</div></div>\n"
  }

  private mutating func write(_ signatures: [PaperSignature]) {
    out += #"<div class="signatures">"# + "\n"
    for signature in signatures {
      out += #"<div class="signature"><div class="role">\#(Markup.escape(signature.role))</div>"#
      out += #"<div class="line"><span>подпись</span></div>"#
      out +=
        signature.name.isEmpty
        ? #"<div class="line name"><span>инициалы, фамилия</span></div>"#
        : #"<div class="name">\#(Markup.escape(signature.name))</div>"#
      out += "</div>\n"
    }
    out += "</div>\n"
  }

  private func inline(_ text: PaperText) -> String { PaperTableHTML.inline(text) }
}
