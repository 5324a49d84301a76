internal import CZip
internal import Glibc

/// A file in a zip archive, and the archive made of such files.
struct ZipEntry {
  /// ASCII.
  var name: String
  var bytes: [UInt8]

  /// 1980-01-01, midnight: the first moment that the format knows. As a DOS date it depends on no time zone.
  private static let date: UInt16 = 1 << 5 | 1
  private static let noProgram = "архиватор не принял данные"

  /// - Throws: ``OfficeError/cannotWrite(reason:)`` when memory runs out.
  static func archive(_ entries: [ZipEntry]) throws(OfficeError) -> [UInt8] {
    var problem = zip_error_t()
    zip_error_init(&problem)
    defer { zip_error_fini(&problem) }
    guard let memory = zip_source_buffer_create(nil, 0, 0, &problem) else { throw error(&problem) }
    // One reference is ours, one goes over to the archive.
    zip_source_keep(memory)
    defer { zip_source_free(memory) }
    guard let archive = zip_open_from_source(memory, ZIP_TRUNCATE, &problem) else {
      zip_source_free(memory)
      throw error(&problem)
    }
    var isClosed = false
    defer { if !isClosed { zip_discard(archive) } }
    for entry in entries { try entry.add(to: archive) }
    guard zip_close(archive) == 0 else { throw error(zip_get_error(archive)) }
    isClosed = true
    return try contents(of: memory)
  }

  private func add(to archive: OpaquePointer) throws(OfficeError) {
    // libzip reads the bytes as it closes the archive; the copy is its own and freed with `free`.
    guard let copy = malloc(max(1, bytes.count)) else { throw .cannotWrite(reason: "не хватило памяти") }
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { copy.copyMemory(from: start, byteCount: source.count) }
    }
    guard let source = zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1) else {
      free(copy)
      throw Self.error(zip_get_error(archive))
    }
    let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      zip_source_free(source)
      throw Self.error(zip_get_error(archive))
    }
    guard zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_DEFLATE, 6) == 0,
      zip_file_set_dostime(archive, zip_uint64_t(index), 0, Self.date, 0) == 0
    else { throw Self.error(zip_get_error(archive)) }
  }

  private static func contents(of memory: OpaquePointer) throws(OfficeError) -> [UInt8] {
    guard zip_source_open(memory) == 0 else { throw .cannotWrite(reason: noProgram) }
    defer { zip_source_close(memory) }
    guard zip_source_seek(memory, 0, SEEK_END) == 0, let count = Int(exactly: zip_source_tell(memory)), count > 0,
      zip_source_seek(memory, 0, SEEK_SET) == 0
    else { throw .cannotWrite(reason: noProgram) }
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let read = bytes.withUnsafeMutableBytes { buffer in
        zip_source_read(memory, buffer.baseAddress.map { $0 + filled }, zip_uint64_t(count - filled))
      }
      guard read > 0 else { throw .cannotWrite(reason: noProgram) }
      filled += Int(read)
    }
    return bytes
  }

  private static func error(_ problem: UnsafeMutablePointer<zip_error_t>?) -> OfficeError {
    guard let problem, let text = zip_error_strerror(problem) else { return .cannotWrite(reason: noProgram) }
    return .cannotWrite(reason: "\(noProgram): \(String(cString: text))")
  }
}
