internal import SvyazContract
internal import SvyazGraph

/// Writes a network's files: all of them, or none.
enum FolderWriter {
  /// Bytes gathered before they go to the system.
  static let chunk = 1 << 20

  static func write(_ network: Network, to path: String) throws(NetworkFolderError) {
    let sorted = network.sortedByKeys()
    do {
      try PassingFiles.write(to: path) { files throws(PassingFiles.Failure) in
        for table in Network.Table.allCases {
          try files.add(table.fileName) { file throws(FileSystem.Failure) in try write(table, of: sorted, to: file) }
        }
      }
    } catch {
      throw .cannotWrite(name: error.name, reason: error.reason)
    }
  }

  private static func write(
    _ table: Network.Table, of network: Network, to file: OutputFile
  ) throws(FileSystem.Failure) {
    do { try content(of: table, in: network) { try file.append($0) } } catch let error as FileSystem.Failure {
      throw error
    } catch { preconditionFailure("only the file throws: \(error)") }
  }

  /// The bytes of one file, piece by piece.
  ///
  /// - Parameter network: sorted by keys.
  static func content(
    of table: Network.Table, in network: Network, _ append: @escaping ([UInt8]) throws -> Void
  ) throws {
    if table == .network { return try append(network.descriptionJSON.bytes()) }
    var writer = TableWriter(table: table, network: network, append: append)
    try Network.visitTables(&writer)
  }
}

/// Writes the rows of one table and passes over the others.
private struct TableWriter: NetworkRowVisitor {
  let table: Network.Table
  let network: Network
  let append: ([UInt8]) throws -> Void

  func visit<Row: NetworkRow>(_ type: Row.Type) throws {
    guard Row.table == table else { return }
    var csv = CSVWriter(header: table.columns)
    for row in Row.rows(of: network) {
      row.write(to: &csv)
      csv.endRow()
      guard csv.bytes.count >= FolderWriter.chunk else { continue }
      try append(csv.bytes)
      csv.bytes.removeAll(keepingCapacity: true)
    }
    try append(csv.bytes)
  }
}

extension Network {
  /// The content of `network.json`, keys in the contract's order.
  var descriptionJSON: JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "version", value: 1),
      .init(key: "id", value: .string(id.rawValue)),
      .init(key: "name", value: .string(name)),
      .init(key: "asOf", value: .string(asOf.description)),
      .init(
        key: "subjects",
        value: .array(subjects.map { .members(["id": .string($0.id.rawValue), "name": .string($0.name)]) })),
    ]
    if !targets.isEmpty {
      let rows = targets.map { target in
        JSONValue.members([
          "indicator": .int(target.indicator), "perMille": .int(target.perMille),
          "date": .string(target.day.description),
        ])
      }
      members.append(.init(key: "targets", value: .array(rows)))
    }
    if !definitions.isEmpty {
      members.append(.init(key: "definitions", value: .array(definitions.map(DefinitionJSON.value))))
    }
    return .object(members)
  }
}
