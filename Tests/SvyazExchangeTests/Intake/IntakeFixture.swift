import Foundation
import SvyazContract
import SvyazExchange
import SvyazGraph

/// The sample network, and sheets built by hand.
enum IntakeFixture {
  static let samara: Result<Network, NetworkFolderError> = Result { () throws(NetworkFolderError) in
    try NetworkFolder.load(path: sampleFolder)
  }

  static var repository: URL {
    var url = URL(fileURLWithPath: "\(#filePath)").resolvingSymlinksInPath()
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url
  }

  static var sampleFolder: String { repository.appendingPathComponent("graphs/samara-2020").path }

  /// A sheet of text cells; a row is numbered by its place, `|` parts cells.
  static func sheet(_ name: String = "Лист1", _ lines: String..., merged: [CellRange] = []) -> Sheet {
    sheet(
      name, rows: lines.map { $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) },
      merged: merged)
  }

  static func sheet(_ name: String, rows: [[String]], merged: [CellRange] = []) -> Sheet {
    var found: [SheetRow] = []
    for (index, cells) in rows.enumerated() {
      var cells = cells.map { text -> SheetCell in
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        return trimmed.isEmpty ? .empty : .text(trimmed)
      }
      while cells.last == .empty { cells.removeLast() }
      if !cells.isEmpty { found.append(SheetRow(number: index + 1, cells: cells)) }
    }
    return Sheet(name: name, rows: found, merged: merged)
  }

  /// A row as text: cells joined by `,`, `~` for what the sheet does not say.
  static func text(_ row: IntakeRow) -> String {
    "\(row.table.rawValue): " + row.cells.map { $0 ?? "~" }.joined(separator: ",")
  }
}
