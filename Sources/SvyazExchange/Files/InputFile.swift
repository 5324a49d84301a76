internal import Glibc

/// A regular file that is read in pieces, so that its length bounds nothing but time.
final class InputFile {
  private let descriptor: Int32
  let size: Int

  init(_ path: String) throws(FileSystem.Failure) {
    // Without blocking: a pipe in the place of a file would wait for its writer for ever.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileSystem.Failure(number: errno) }
    self.descriptor = descriptor
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      size = 0
      throw FileSystem.Failure(number: errno)
    }
    size = Int(status.st_size)
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileSystem.Failure(number: EISDIR)
    default: throw FileSystem.Failure(reason: "это не обычный файл")
    }
  }

  deinit { close(descriptor) }

  /// Reads on into the buffer.
  ///
  /// - Returns: how many bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileSystem.Failure(number: errno) }
      return count
    }
  }
}
