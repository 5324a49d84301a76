internal import Glibc

/// Files written under passing names and put in place together, when all of them are whole.
struct PassingFiles {
  /// A file or folder that cannot be written, by its last name.
  struct Failure: Error {
    let name: String
    let reason: String

    init(_ path: String, _ failure: FileSystem.Failure) {
      name = NetworkFolder.lastComponent(of: path)
      reason = failure.reason
    }
  }

  private let folder: String
  private var written: [(passing: String, final: String)] = []

  /// Writes what `body` writes, or nothing at all.
  ///
  /// - Parameter folder: made when it does not exist.
  static func write(to folder: String, _ body: (inout PassingFiles) throws(Failure) -> Void) throws(Failure) {
    do { try FileSystem.makeFolder(folder) } catch { throw Failure(folder, error) }
    var files = PassingFiles(folder: folder)
    do {
      try body(&files)
      try files.putInPlace()
    } catch {
      for file in files.written { FileSystem.remove(file.passing) }
      throw error
    }
  }

  private init(folder: String) { self.folder = folder }

  /// Writes one file through `body`.
  mutating func add(
    _ name: String, _ body: (OutputFile) throws(FileSystem.Failure) -> Void
  ) throws(Failure) {
    // A link is written through. A device or a pipe must never be replaced by a file.
    let final = FileSystem.followed("\(folder)/\(name)")
    switch FileSystem.kind(of: final) {
    case .missing, .file: break
    case .folder: throw Failure(final, FileSystem.Failure(reason: "на этом месте стоит папка"))
    case .other: throw Failure(final, FileSystem.Failure(reason: "на этом месте стоит не обычный файл"))
    }
    let target = FileSystem.parent(of: final)
    let passing = "\(target)/.\(name).\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
    do {
      let file = try OutputFile(creating: passing)
      written.append((passing, final))
      try body(file)
    } catch {
      throw Failure(name, error)
    }
  }

  private func putInPlace() throws(Failure) {
    for file in written {
      do { try FileSystem.move(file.passing, to: file.final) } catch { throw Failure(file.final, error) }
    }
  }
}
