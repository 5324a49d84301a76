internal import SvyazGraph
public import SvyazOffice

extension Paper {
  /// The paper as a Word document (DOCX), with its mark and the number of the page at the foot of every page.
  ///
  /// A chart is written as its caption and its table: a Word document has no drawing of ours in it, and the table
  /// holds the same figures. The same paper gives the same bytes; no text of it can make the file unreadable.
  ///
  /// - Throws: ``SvyazOffice/OfficeError``, in Russian words, when memory runs out.
  /// - Complexity: O(length of all texts).
  public func docx() throws(OfficeError) -> [UInt8] { try PaperWordWriter(paper: self).document.bytes() }
}

/// Turns the blocks of a paper into those of a Word document.
struct PaperWordWriter {
  let paper: Paper

  var document: WordDocument {
    let page = WordPage(paper.orientation == .landscape ? .landscape : .portrait)
    var blocks: [WordBlock] = [.paragraph(WordParagraph(.title, paper.title))]
    if let subtitle = paper.subtitle { blocks.append(.paragraph(WordParagraph(.subtitle, subtitle))) }
    for (index, block) in paper.blocks.enumerated() { blocks += self.blocks(block, at: index) }
    let properties = OfficeProperties(
      title: paper.title, subject: paper.subtitle, author: paper.mark.network, description: paper.mark.proofLine,
      date: paper.mark.officeDate)
    return WordDocument(properties: properties, page: page, footer: footer, blocks: blocks)
  }

  private var footer: [WordParagraph] {
    var runs = [WordRun(paper.mark.officePieces.joined(separator: " · "))]
    if paper.mark.isSample { runs += [WordRun(" · "), WordRun(PaperMark.officeSample, isBold: true)] }
    let number = [WordRun("Страница "), WordRun(.pageNumber), WordRun(" из "), WordRun(.pageCount)]
    var mark = WordParagraph(.footer, runs: runs)
    mark.hasLineAbove = true
    return [mark, WordParagraph(.footer, runs: number, alignment: .right)]
  }

  private func blocks(_ block: PaperBlock, at index: Int) -> [WordBlock] {
    switch block {
    case .heading(let level, let text): [.paragraph(WordParagraph(Self.heading(level), text))]
    case .paragraph(let text, let kind): [.paragraph(Self.paragraph(text, kind))]
    case .list(let items, let isNumbered):
      items.map { item in
        let list = isNumbered ? WordParagraph.List.numbers(list: index) : .bullets
        return .paragraph(WordParagraph(.listItem, runs: Self.runs(item), list: list))
      }
    case .table(let table): PaperWordTable(table: table).blocks
    case .chart(let chart):
      [.paragraph(WordParagraph(.caption, chart.caption))]
        + PaperWordTable(table: chart.table, isCaptionShown: chart.table.caption != chart.caption).blocks
    case .figure(let value, let caption, let state): Self.figure(value, caption, state)
    case .signatures(let signatures): PaperWordSigning.signatures(signatures)
    case .parties(let parties): PaperWordSigning.parties(parties)
    case .pageBreak: [.pageBreak]
    }
  }

  static func runs(_ text: PaperText) -> [WordRun] {
    text.runs.map { WordRun($0.text, isBold: $0.isBold, isItalic: $0.isItalic) }
  }

  private static func heading(_ level: Int) -> WordParagraph.Style {
    switch level {
    case ...1: .heading1
    case 2: .heading2
    default: .heading3
    }
  }

  private static func paragraph(_ text: PaperText, _ kind: PaperParagraph) -> WordParagraph {
    let runs = runs(text)
    return switch kind {
    case .body: WordParagraph(.body, runs: runs)
    case .remark: WordParagraph(.remark, runs: runs)
    case .lead: WordParagraph(.lead, runs: runs)
    case .centred: WordParagraph(.body, runs: runs, alignment: .center)
    case .right: WordParagraph(.body, runs: runs, alignment: .right)
    }
  }

  private static func figure(_ value: String, _ caption: PaperText, _ state: PaperState?) -> [WordBlock] {
    var figure = [WordRun(value, isBold: true, size: 28, color: state?.officeColor ?? OfficeColor(0x0B4F8A))]
    if let state { figure.append(WordRun("  \(state.officeWord)", isBold: true, size: 12, color: state.officeColor)) }
    return [
      .paragraph(WordParagraph(.body, runs: figure, spaceBefore: 6, spaceAfter: 0, keepsWithNext: true)),
      .paragraph(WordParagraph(.body, runs: runs(caption), spaceAfter: 10)),
    ]
  }
}
