internal import Foundation
public import SvyazGraph

/// An output that cannot be written.
public enum OutputError: Error, Hashable {
  case folder(path: String)
  case file(path: String)
}

extension OutputError: UserFacing {
  public var code: String {
    switch self {
    case .folder: "output.folder"
    case .file: "output.file"
    }
  }

  public var message: String {
    switch self {
    case .folder(let path): "Нельзя создать папку «\(path)» или писать в неё."
    case .file(let path): "Нельзя записать файл «\(path)»."
    }
  }

  public var advice: String { "Укажите другую папку или проверьте права и свободное место." }
}

/// Writes files so that each is there whole or not at all.
public enum OutputFiles {
  /// Writes all files under temporary names first and renames them when the last one is written.
  ///
  /// - Parameter folder: made when it does not exist.
  /// - Returns: the paths, in the order given.
  /// - Throws: ``OutputError``; then no file of this call is left behind.
  @discardableResult
  public static func write(_ files: [(name: String, bytes: [UInt8])], to folder: String) throws(OutputError) -> [String]
  {
    let manager = FileManager.default
    do {
      try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .folder(path: folder)
    }
    let target = URL(filePath: folder, directoryHint: .isDirectory)
    var written: [(temporary: URL, final: URL)] = []
    func discard() {
      for file in written { try? manager.removeItem(at: file.temporary) }
    }
    for file in files {
      let temporary = target.appending(path: ".\(file.name).\(ProcessInfo.processInfo.processIdentifier).partial")
      written.append((temporary, target.appending(path: file.name)))
      do {
        try Data(file.bytes).write(to: temporary)
      } catch {
        discard()
        throw .file(path: "\(folder)/\(file.name)")
      }
    }
    for file in written where rename(file.temporary.path, file.final.path) != 0 {
      discard()
      throw .file(path: file.final.path)
    }
    return files.map { "\(folder)/\($0.name)" }
  }

  /// Reads a file that the user named.
  ///
  /// - Returns: `nil` when it cannot be read.
  public static func read(_ path: String) -> [UInt8]? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
      let data = FileManager.default.contents(atPath: path)
    else { return nil }
    return Array(data)
  }
}
