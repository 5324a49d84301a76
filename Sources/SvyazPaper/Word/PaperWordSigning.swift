internal import SvyazOffice

/// The end of a paper: lines to sign, and parties side by side, in tables without lines.
enum PaperWordSigning {
  /// Role, a line for the signature, the name or a line for it; what is written where stands under the lines.
  static func signatures(_ signatures: [PaperSignature]) -> [WordBlock] {
    guard !signatures.isEmpty else { return [] }
    let rows = signatures.flatMap { signature in
      let name = WordParagraph(.body, signature.name, alignment: .center, spaceBefore: 18, spaceAfter: 0)
      let role = WordParagraph(
        .body, runs: [WordRun(signature.role)], alignment: .left, spaceBefore: 18, spaceAfter: 0, keepsWithNext: true)
      return [
        WordTable.Row([
          WordTable.Cell([role], verticalAlignment: .bottom), WordTable.Cell([]),
          WordTable.Cell([empty], verticalAlignment: .bottom, edges: [.bottom]), WordTable.Cell([]),
          WordTable.Cell([name], verticalAlignment: .bottom, edges: [.bottom]),
        ]),
        WordTable.Row([
          WordTable.Cell([empty]), WordTable.Cell([]), WordTable.Cell([under("подпись")]), WordTable.Cell([]),
          WordTable.Cell([under("расшифровка подписи")]),
        ]),
      ]
    }
    return [.table(WordTable(columns: [44, 2, 22, 2, 30], rows: rows, borders: .none))]
  }

  /// Two abreast; three when there are three.
  static func parties(_ parties: [PaperParty]) -> [WordBlock] {
    guard !parties.isEmpty else { return [] }
    let abreast = parties.count == 3 ? 3 : min(2, parties.count)
    let rows = stride(from: 0, to: parties.count, by: abreast).map { first in
      WordTable.Row(parties[first..<min(first + abreast, parties.count)].map(cell))
    }
    return [.table(WordTable(columns: Array(repeating: 1, count: abreast), rows: rows, borders: .none))]
  }

  private static func cell(_ party: PaperParty) -> WordTable.Cell {
    let title = WordParagraph(.body, runs: [WordRun(party.title, isBold: true)], spaceBefore: 6, spaceAfter: 6)
    return WordTable.Cell([title] + party.lines.map { WordParagraph(.body, $0, alignment: .left, spaceAfter: 4) })
  }

  private static var empty: WordParagraph { WordParagraph(.tableText, runs: []) }

  private static func under(_ text: String) -> WordParagraph {
    WordParagraph(.tableText, runs: [WordRun("(\(text))", size: 8)], alignment: .center)
  }
}
