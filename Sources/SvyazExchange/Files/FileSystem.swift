internal import Glibc

/// The few calls of the system that files need, with its reasons in Russian.
enum FileSystem {
  struct Failure: Error, Equatable {
    let reason: String

    init(reason: String) { self.reason = reason }

    /// From `errno`.
    init(number: Int32) {
      reason =
        switch number {
        case EACCES, EPERM: "нет прав"
        case ENOENT: "файла или папки нет"
        case ENOTDIR: "на пути стоит файл, а не папка"
        case EISDIR: "это папка, а не файл"
        case ENOSPC, EDQUOT: "нет места на диске"
        case EROFS: "диск доступен только для чтения"
        case ENAMETOOLONG: "слишком длинное имя"
        case EMFILE, ENFILE: "открыто слишком много файлов"
        default: "ошибка системы номер \(number)"
        }
    }
  }

  enum Kind { case missing, folder, file, other }

  /// What stands at a path; symbolic links are followed.
  static func kind(of path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    default: return .other
    }
  }

  static func names(in folder: String) throws(Failure) -> [String] {
    guard let stream = opendir(folder) else { throw Failure(number: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The bytes of a regular file, or `nil` when it is longer than `limit`.
  static func bytes(of path: String, limit: Int) throws(Failure) -> [UInt8]? {
    // Without blocking: a pipe in the place of a file would wait for its writer for ever.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(number: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Failure(number: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(reason: "это не обычный файл") }
    let size = Int(status.st_size)
    guard size <= limit else { return nil }
    var failure: Failure?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let rest = UnsafeMutableBufferPointer(rebasing: buffer[count...])
        let got = read(descriptor, rest.baseAddress, rest.count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = Failure(number: errno) }
        guard got > 0 else { break }
        count += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Makes a folder and those on the way to it.
  static func makeFolder(_ path: String) throws(Failure) {
    guard kind(of: path) != .folder else { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeFolder(String(path[..<slash])) }
    guard mkdir(path, 0o777) == 0 || (errno == EEXIST && kind(of: path) == .folder) else {
      throw Failure(number: errno == EEXIST ? ENOTDIR : errno)
    }
  }

  /// Where a path leads when its symbolic links are followed; the path itself when nothing stands there yet.
  static func followed(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func move(_ path: String, to other: String) throws(Failure) {
    guard rename(path, other) == 0 else { throw Failure(number: errno) }
  }

  static func remove(_ path: String) { unlink(path) }
}

/// A new file that is written in pieces; never an existing one.
final class OutputFile {
  private let descriptor: Int32

  init(creating path: String) throws(FileSystem.Failure) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileSystem.Failure(number: errno) }
  }

  deinit { close(descriptor) }

  func append(_ bytes: [UInt8]) throws(FileSystem.Failure) {
    var failure: FileSystem.Failure?
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest)
        let written = write(descriptor, piece.baseAddress, piece.count)
        if written < 0, errno == EINTR { continue }
        guard written >= 0 else {
          failure = FileSystem.Failure(number: errno)
          return
        }
        rest = rest.dropFirst(written)
      }
    }
    if let failure { throw failure }
  }
}
