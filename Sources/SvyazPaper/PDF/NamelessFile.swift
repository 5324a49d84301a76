internal import Glibc
internal import SystemPackage

/// A temporary file without a name, to be a process's standard input.
///
/// Not a pipe: a tool that ends before it has read everything would break that, and the write would end our own process
/// (SIGPIPE), or trap in the library that runs the tool.
struct NamelessFile {
  private let stream: UnsafeMutablePointer<FILE>
  let descriptor: FileDescriptor

  /// The file, to be read from its beginning.
  init(_ bytes: [UInt8]) throws {
    guard let stream = tmpfile() else { throw Errno(rawValue: errno) }
    let descriptor = FileDescriptor(rawValue: fileno(stream))
    do {
      // Children of other tasks need not have it.
      guard fcntl(descriptor.rawValue, F_SETFD, FD_CLOEXEC) == 0 else { throw Errno(rawValue: errno) }
      _ = try descriptor.writeAll(bytes)
      _ = try descriptor.seek(offset: 0, from: .start)
    } catch {
      fclose(stream)
      throw error
    }
    self.stream = stream
    self.descriptor = descriptor
  }

  /// Exactly once, after which the file is no more.
  func close() { fclose(stream) }
}
