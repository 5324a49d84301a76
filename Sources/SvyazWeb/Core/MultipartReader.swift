/// Takes a body of `multipart/form-data` apart while it arrives (RFC 7578), strictly and within limits.
///
/// Whatever the bytes are, it ends with parts or with ``MultipartFault``; it keeps no more than the limits say.
struct MultipartReader {
  struct Limits: Hashable, Sendable {
    var bytes = 64 << 20
    var parts = 300
    var files = 50
    /// Of all lines above one part.
    var headerBytes = 8 << 10
    /// Of one field that is no file.
    var fieldBytes = 64 << 10
    /// Of the name of a field or a file.
    var nameBytes = 1024
  }

  struct Part: Hashable, Sendable {
    var name: String
    /// `nil`: a field. The last name only, without folders and controls.
    var file: String?
    var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private enum State {
    /// Before the first boundary.
    case opening
    case headers
    case body
    case closed
  }

  private let limits: Limits
  /// `--boundary`.
  private let dash: [UInt8]
  private var state = State.opening
  /// What arrived and is not settled yet.
  private var pending: [UInt8] = []
  private var received = 0
  private var files = 0
  private(set) var parts: [Part] = []

  /// - Parameter contentType: the header of the request.
  /// - Throws: ``MultipartFault/notAForm`` without a boundary of 1…70 allowed characters.
  init(contentType: String, limits: Limits = Limits()) throws(MultipartFault) {
    let fields = contentType.split(separator: ";", omittingEmptySubsequences: false)
    guard fields.first.map({ Self.trimmed($0).lowercased() }) == "multipart/form-data" else { throw .notAForm }
    var boundary: String?
    for field in fields.dropFirst() {
      let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, Self.trimmed(pair[0]).lowercased() == "boundary" else { continue }
      guard boundary == nil else { throw .notAForm }
      var value = Self.trimmed(pair[1])
      if value.count >= 2, value.first == "\"", value.last == "\"" { value = String(value.dropFirst().dropLast()) }
      boundary = value
    }
    guard let boundary, (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy(Self.isBoundary) else {
      throw .notAForm
    }
    self.limits = limits
    dash = Array("--\(boundary)".utf8)
  }

  /// The value of the first field of a name among the parts that are whole.
  func field(_ name: String) -> String? { parts.first { $0.name == name && $0.file == nil }?.text }

  /// Takes the next bytes.
  mutating func feed(_ bytes: some Collection<UInt8>) throws(MultipartFault) {
    let (sum, overflow) = received.addingReportingOverflow(bytes.count)
    guard !overflow, sum <= limits.bytes else { throw .tooLarge(limits.bytes) }
    received = sum
    guard state != .closed else { return }
    pending += bytes
    while try step() {}
  }

  /// - Throws: ``MultipartFault/cut`` for a body that ended before its last boundary.
  func finish() throws(MultipartFault) -> [Part] {
    guard state == .closed else { throw .cut }
    return parts
  }

  // MARK: Steps

  /// - Returns: `false` when more bytes are needed.
  private mutating func step() throws(MultipartFault) -> Bool {
    switch state {
    case .opening: return try open()
    case .headers: return try readHeaders()
    case .body: return try readBody()
    case .closed:
      pending = []
      return false
    }
  }

  /// A body of a form begins with its boundary: no browser writes anything before it.
  private mutating func open() throws(MultipartFault) -> Bool {
    guard pending.count >= dash.count + 2 else {
      guard pending.elementsEqual((dash + [13, 10]).prefix(pending.count)) || pending.starts(with: dash) else {
        throw .malformed
      }
      return false
    }
    guard pending.starts(with: dash) else { throw .malformed }
    return try afterBoundary(at: dash.count)
  }

  /// - Parameter end: behind the boundary; two bytes follow.
  private mutating func afterBoundary(at end: Int) throws(MultipartFault) -> Bool {
    let (one, two) = (pending[end], pending[end + 1])
    switch (one, two) {
    case (13, 10): state = .headers
    case (45, 45): state = .closed
    default: throw .malformed
    }
    pending.removeFirst(end + 2)
    return true
  }

  private mutating func readHeaders() throws(MultipartFault) -> Bool {
    guard let end = Self.find([13, 10, 13, 10], in: pending, from: 0) else {
      guard pending.count <= limits.headerBytes else { throw .malformed }
      return false
    }
    guard end <= limits.headerBytes, parts.count < limits.parts else {
      throw end <= limits.headerBytes ? .tooManyParts(limits.parts) : .malformed
    }
    let part = try Self.part(headers: String(decoding: pending[..<end], as: UTF8.self), limits: limits)
    if part.file != nil { files += 1 }
    guard files <= limits.files else { throw .tooManyParts(limits.files) }
    parts.append(part)
    pending.removeFirst(end + 4)
    state = .body
    return true
  }

  private mutating func readBody() throws(MultipartFault) -> Bool {
    let mark = [13, 10] + dash
    guard let end = Self.find(mark, in: pending, from: 0) else {
      // What may be the beginning of a boundary stays.
      try take(max(0, pending.count - mark.count + 1))
      return false
    }
    guard pending.count >= end + mark.count + 2 else { return false }
    try take(end)
    return try afterBoundary(at: mark.count)
  }

  /// Moves the first `count` bytes to the part.
  private mutating func take(_ count: Int) throws(MultipartFault) {
    let last = parts.count - 1
    guard last >= 0 else { throw .malformed }
    parts[last].bytes += pending[..<count]
    pending.removeFirst(count)
    guard parts[last].file != nil || parts[last].bytes.count <= limits.fieldBytes else {
      throw .tooLarge(limits.fieldBytes)
    }
  }

  // MARK: Headers

  private static func part(headers text: String, limits: Limits) throws(MultipartFault) -> Part {
    var disposition: Substring?
    for line in text.split(separator: "\r\n", omittingEmptySubsequences: true) {
      let pair = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { throw .malformed }
      guard trimmed(pair[0]).lowercased() == "content-disposition" else { continue }
      guard disposition == nil else { throw .malformed }
      disposition = pair[1]
    }
    guard let disposition else { throw .malformed }
    let values = try parameters(disposition)
    guard values.kind == "form-data", let name = values.named["name"], !name.isEmpty,
      name.utf8.count <= limits.nameBytes
    else { throw .malformed }
    guard let file = values.named["filename"] else { return Part(name: name) }
    guard file.utf8.count <= limits.nameBytes else { throw .malformed }
    return Part(name: name, file: lastName(file))
  }

  /// `form-data; name="a"; filename="b;c.xlsx"`.
  private static func parameters(_ text: Substring) throws(MultipartFault) -> (kind: String, named: [String: String]) {
    var pieces: [String] = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted { pieces.append("") } else { pieces[pieces.count - 1].append(character) }
    }
    guard !isQuoted else { throw .malformed }
    var named: [String: String] = [:]
    for piece in pieces.dropFirst() {
      let pair = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { throw .malformed }
      var value = trimmed(pair[1])
      if value.count >= 2, value.first == "\"", value.last == "\"" { value = String(value.dropFirst().dropLast()) }
      // Browsers write these three in names by their codes.
      value = value.replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: "")
      guard named.updateValue(value, forKey: trimmed(pair[0]).lowercased()) == nil else { throw .malformed }
    }
    return (trimmed(Substring(pieces[0])).lowercased(), named)
  }

  private static func lastName(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let shown = String(String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }))
    return String(trimmed(Substring(shown)).prefix(120))
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }

  /// RFC 2046, `bchars` without the space.
  private static func isBoundary(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: "'()+_,-./:=?".utf8.contains(byte)
    }
  }

  /// The first place of `mark`, which begins with a byte that is rare in files.
  private static func find(_ mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      mark.withUnsafeBufferPointer { mark in
        guard let first = mark.first, bytes.count >= mark.count else { return nil }
        var index = start
        let last = bytes.count - mark.count
        while index <= last {
          if bytes[index] == first {
            var offset = 1
            while offset < mark.count, bytes[index + offset] == mark[offset] { offset += 1 }
            if offset == mark.count { return index }
          }
          index += 1
        }
        return nil
      }
    }
  }
}

/// Why a form with files could not be taken.
enum MultipartFault: Error, Hashable {
  case notAForm
  case malformed
  case cut
  case tooLarge(Int)
  case tooManyParts(Int)

  var fault: WebFault {
    switch self {
    // A body of another kind carries no token of ours.
    case .notAForm: .foreignForm
    case .malformed: .value(name: "Форма", value: "", expected: "правильно составленное тело с частями")
    case .cut: .value(name: "Форма", value: "", expected: "файл целиком: передача оборвалась")
    case .tooLarge(let limit): .tooLarge(limit: limit)
    case .tooManyParts(let most): .value(name: "Файлы", value: "больше \(most)", expected: "не больше \(most)")
    }
  }
}
