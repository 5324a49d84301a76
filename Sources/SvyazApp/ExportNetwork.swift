internal import SvyazContract
internal import SvyazExchange
public import SvyazGraph

/// `svyaz export`: the network in a form that other programs open.
public enum ExportNetwork {
  public enum Format: String, Sendable, CaseIterable {
    case folder, xlsx, graphml, gexf, json, csv
  }

  /// Writes one file, or the folder.
  ///
  /// - Parameters:
  ///   - day: only what is in force on it; `nil`: the whole history. Folders and workbooks always hold the history, and
  ///     the table for people (`csv`) is always of one day, without one of the network's own.
  /// - Throws: `NetworkFolderError`, `FileError`, `WorkbookWriteError`, ``UsageError``.
  public static func run(
    _ network: Network, as format: Format, on day: Day?, edition: Edition, to path: String
  ) throws -> Report {
    switch format {
    case .folder:
      if let day { throw UsageError.value(option: "--as-of", value: day.description, expected: "без даты для folder") }
      try NetworkFolder.write(edition == .public ? network.publicEdition() : network, to: path)
    case .xlsx:
      if let day { throw UsageError.value(option: "--as-of", value: day.description, expected: "без даты для xlsx") }
      try write(NetworkWorkbook.write(edition == .public ? network.publicEdition() : network), to: path)
    case .graphml: try write(GraphML.bytes(of: NetworkGraph(network, edition: edition, on: day)), to: path)
    case .gexf: try write(GEXF.bytes(of: NetworkGraph(network, edition: edition, on: day)), to: path)
    case .json: try write(NodeLinkJSON.bytes(of: NetworkGraph(network, edition: edition, on: day)), to: path)
    case .csv: try write(CurrentView.csv(network, on: day ?? network.asOf, edition: edition), to: path)
    }
    var text = "Записано: \(path)\n"
    if edition == .public {
      text += format == .folder || format == .xlsx ? edition.tableNotice : edition.notice
      text += "\n"
    }
    return Report(
      text: text,
      json: .members([
        "format": .string(format.rawValue), "edition": .string(edition.rawValue), "path": .string(path),
      ]))
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let (folder, name) = Files.split(path)
    guard !name.isEmpty else { throw UsageError.value(option: "--out", value: path, expected: "имя файла") }
    try Files.write([(name: name, bytes: bytes)], to: folder)
  }
}
