import SvyazContract
import SvyazGraph

/// Where the files of a network folder come from.
protocol FolderSource {
  func names() throws(NetworkFolderError) -> Set<String>
  /// - Returns: `nil` for a file that is longer than ``NetworkFolder/longestFile``.
  func bytes(of name: String) throws(NetworkFolderError) -> [UInt8]?
}

struct DiskFolder: FolderSource {
  let path: String

  func names() throws(NetworkFolderError) -> Set<String> {
    let name = NetworkFolder.lastComponent(of: path)
    switch FileSystem.kind(of: path) {
    case .missing: throw .folderMissing(folder: name)
    case .file, .other: throw .notAFolder(name: name)
    case .folder: break
    }
    do { return Set(try FileSystem.names(in: path)) } catch { throw .unreadable(name: name, reason: error.reason) }
  }

  func bytes(of name: String) throws(NetworkFolderError) -> [UInt8]? {
    do { return try FileSystem.bytes(of: "\(path)/\(name)", limit: NetworkFolder.longestFile) } catch {
      throw .unreadable(name: name, reason: error.reason)
    }
  }
}

/// A folder that was never on a disk.
struct MemoryFolder: FolderSource {
  let files: [String: [UInt8]]

  func names() -> Set<String> { Set(files.keys) }
  func bytes(of name: String) -> [UInt8]? { files[name] }
}

/// Reads the files of a folder one after another into a candidate, then tries the network's rules on it.
struct FolderReader {
  private let source: any FolderSource
  private let names: Set<String>
  private let pools = SlugPools()
  /// All rows whose keys can be trusted, some with stand-ins in bad cells.
  private var candidate = Network(id: .standIn, name: "", asOf: .first, subjects: [])
  /// Rows whose keys hold stand-ins.
  private var keyless = Network(id: .standIn, name: "", asOf: .first, subjects: [])
  private var rules = RuleFaults()

  static func read(_ source: some FolderSource) throws(NetworkFolderError) -> NetworkReading {
    var reader = FolderReader(source: source, names: try source.names())
    try reader.readDescription()
    try reader.readTables()
    return reader.finish()
  }

  private init(source: any FolderSource, names: Set<String>) {
    self.source = source
    self.names = names
  }

  /// The bytes of a table's file; `nil` when there is none to read, which is told where it is a fault.
  private mutating func bytes(of table: Network.Table) throws(NetworkFolderError) -> [UInt8]? {
    let name = table.fileName
    guard names.contains(name) else {
      if table.isRequired {
        rules.refuse(
          table,
          Fault(file: name, row: 1, expected: "файл \(name) в папке сети", problem: "файла нет, а он обязателен"))
      }
      return nil
    }
    if let bytes = try source.bytes(of: name) { return bytes }
    rules.refuse(
      table,
      Fault(
        file: name, row: 1, expected: "файл не больше \(NetworkFolder.longestFile >> 30) ГБ",
        problem: "файл слишком велик"))
    return nil
  }

  private mutating func readDescription() throws(NetworkFolderError) {
    guard let bytes = try bytes(of: .network) else { return }
    let description = DescriptionReader(bytes: bytes)
    candidate.id = description.id
    candidate.name = description.name
    candidate.asOf = description.asOf
    candidate.subjects = description.subjects
    candidate.targets = description.targets
    candidate.definitions = description.definitionList.definitions
    rules.add(description)
  }

  private func finish() -> NetworkReading {
    let faults = rules.faults(candidate: candidate, keyless: keyless)
    var notices = names.filter { name in
      name.hasSuffix(".csv") && !Network.Table.allCases.contains { $0.fileName == name }
    }
    .sorted()
    .map { name in NetworkReading.Notice(file: name, message: "Файл не прочитан, в сети нет такой таблицы: \(name).") }
    for (table, list) in faults where list.untold > 0 {
      notices.append(
        NetworkReading.Notice(
          file: table.fileName,
          message: "\(table.fileName): показаны первые ошибки: \(list.faults.count), всего их не меньше \(list.total).")
      )
    }
    let told = faults.flatMap { $0.list.faults }
    return NetworkReading(network: told.isEmpty ? candidate : nil, faults: told, notices: notices)
  }
}

// MARK: Tables

extension FolderReader {
  private mutating func read<Row: FolderRow>(_ type: Row.Type) throws(NetworkFolderError) {
    guard let bytes = try bytes(of: Row.table) else { return }
    let reading: TableReading<Row> = readTable(Row.table, bytes: bytes) { Row.reader($0, pools) }
    Row.set(reading.rows, in: &candidate)
    Row.set(reading.keylessRows, in: &keyless)
    rules.add(
      Row.table, source: reading.source, keyless: reading.keylessSource, declared: reading.declared,
      isIncomplete: reading.isIncomplete)
  }

  private mutating func readTables() throws(NetworkFolderError) {
    try read(District.self)
    try read(School.self)
    try read(SchoolStatus.self)
    try read(AssessmentResult.self)
    try read(MentorCapacity.self)
    try read(MatchingConstraint.self)
    try read(Partnership.self)
    try read(Association.self)
    try read(Membership.self)
    try read(Event.self)
    try read(Participation.self)
    try read(Programme.self)
    try read(StaffFigures.self)
    try read(Measure.self)
  }
}

extension NetworkFolder {
  /// The name that messages give: whole paths stay private.
  public static func lastComponent(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  public static func isFolder(_ path: String) -> Bool { FileSystem.kind(of: path) == .folder }
}
