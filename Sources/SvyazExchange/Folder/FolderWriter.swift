internal import Glibc
import SvyazGraph

/// Writes a network's files under passing names and puts them in place when all are whole.
struct FolderWriter {
  /// Bytes gathered before they go to the system.
  static let chunk = 1 << 20

  private let folder: String
  private var written: [(passing: String, final: String)] = []

  static func write(_ network: Network, to path: String) throws(NetworkFolderError) {
    do { try FileSystem.makeFolder(path) } catch {
      throw .cannotWrite(name: NetworkFolder.lastComponent(of: path), reason: error.reason)
    }
    var writer = FolderWriter(folder: path)
    let sorted = network.sortedByKeys()
    do {
      for table in Network.Table.allCases { try writer.write(table, of: sorted) }
      try writer.putInPlace()
    } catch {
      for file in writer.written { FileSystem.remove(file.passing) }
      throw error
    }
  }

  private init(folder: String) { self.folder = folder }

  private mutating func write(_ table: Network.Table, of network: Network) throws(NetworkFolderError) {
    let name = table.fileName
    let passing = "\(folder)/.\(name).\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
    do {
      let file = try OutputFile(creating: passing)
      written.append((passing, "\(folder)/\(name)"))
      if table == .network { return try file.append(Array(network.descriptionJSON.utf8)) }
      var csv = CSVWriter(header: table.columns)
      try network.writeRows(of: table, to: &csv) { csv throws(FileSystem.Failure) in
        guard csv.bytes.count >= Self.chunk else { return }
        try file.append(csv.bytes)
        csv.bytes.removeAll(keepingCapacity: true)
      }
      try file.append(csv.bytes)
    } catch {
      throw .cannotWrite(name: name, reason: error.reason)
    }
  }

  private mutating func putInPlace() throws(NetworkFolderError) {
    // A folder in the way is found before the first file is replaced.
    for file in written where FileSystem.kind(of: file.final) == .folder {
      throw .cannotWrite(name: NetworkFolder.lastComponent(of: file.final), reason: "на этом месте стоит папка")
    }
    for file in written {
      do { try FileSystem.move(file.passing, to: file.final) } catch {
        throw .cannotWrite(name: NetworkFolder.lastComponent(of: file.final), reason: error.reason)
      }
    }
  }
}
