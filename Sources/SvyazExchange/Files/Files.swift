public import SvyazGraph

/// A file that the system does not let us read or write.
public enum FileError: Error, Hashable {
  case unreadable(name: String, reason: String)
  /// Nothing of the call was written.
  case cannotWrite(name: String, reason: String)
}

extension FileError: UserFacing {
  public var code: String {
    switch self {
    case .unreadable: "file.unreadable"
    case .cannotWrite: "file.cannotWrite"
    }
  }

  public var message: String {
    switch self {
    case .unreadable(let name, let reason): "Файл «\(name)» не читается: \(reason)."
    case .cannotWrite(let name, let reason): "Запись не удалась, «\(name)»: \(reason)."
    }
  }

  public var advice: String {
    switch self {
    case .unreadable: "Проверьте имя файла и права на чтение."
    case .cannotWrite: "Укажите другую папку или проверьте права и место на диске."
    }
  }
}

/// Reads and writes single files that a user named.
public enum Files {
  /// Longer files are no plans and no facts.
  static let longestFile = 1 << 30

  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    do {
      if let bytes = try FileSystem.bytes(of: path, limit: longestFile) { return bytes }
    } catch {
      throw .unreadable(name: path, reason: error.reason)
    }
    throw .unreadable(name: path, reason: "он длиннее 1 ГиБ")
  }

  /// The folder and the last name of a path: «a/b.csv» is «a» and «b.csv», «b.csv» is «.» and «b.csv».
  public static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  /// Writes all files, or none: each stands under a passing name until the last one is whole.
  ///
  /// - Parameter folder: made when it does not exist.
  /// - Returns: the paths, in the order given.
  @discardableResult
  public static func write(
    _ files: [(name: String, bytes: [UInt8])], to folder: String
  ) throws(FileError) -> [String] {
    do {
      try PassingFiles.write(to: folder) { passing throws(PassingFiles.Failure) in
        for file in files {
          try passing.add(file.name) { output throws(FileSystem.Failure) in try output.append(file.bytes) }
        }
      }
    } catch {
      throw .cannotWrite(name: error.name, reason: error.reason)
    }
    return files.map { "\(folder)/\($0.name)" }
  }
}
