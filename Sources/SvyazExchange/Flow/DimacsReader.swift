internal import SvyazFlow

/// Takes a DIMACS min-cost flow file line by line and says where it is wrong; see ``FlowFile``.
struct DimacsReader {
  static let longestLine = 1 << 20
  private static let shortestArcLine = 11

  private let file: String
  private var line = 0
  private var nodeCount = 0
  private var arcCount = 0
  /// 0: not yet seen.
  private var headLine = 0
  private var problem = FlowProblem()
  private var runs: [(first: Int, offset: Int)] = []
  /// `n` lines, kept as they are: no memory is taken for nodes that were only announced.
  private var named: [(node: Int32, supply: Int, line: Int)] = []
  private let size: Int

  init(file: String, size: Int) {
    self.file = file
    self.size = size
  }

  /// Takes the whole lines of a piece.
  ///
  /// - Returns: how many bytes were used; the rest begins a line whose end is still to come.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) throws(FlowFileError) -> Int {
    var start = 0
    var end = 0
    while end < bytes.count {
      if bytes[end] == 0x0A {
        try takeLine(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        start = end + 1
      }
      end += 1
    }
    guard isLast, start < bytes.count else { return start }
    try takeLine(UnsafeBufferPointer(rebasing: bytes[start...]))
    return bytes.count
  }

  func tooLong() -> FlowFileError {
    .problem(
      "строка длиннее \(Self.longestLine) байт", expected: "строки короче \(Self.longestLine) байт", file: file,
      line: line + 1, advice: "Похоже, это не файл DIMACS. " + FlowFileError.form)
  }

  // MARK: Lines

  private mutating func takeLine(_ bytes: UnsafeBufferPointer<UInt8>) throws(FlowFileError) {
    line += 1
    var words = DimacsWords(bytes, skipsMark: line == 1)
    guard let first = words.next() else { return }
    switch (first.first, first.count) {
    case (UInt8(ascii: "c"), _): return
    case (UInt8(ascii: "a"), 1): try takeArc(&words)
    case (UInt8(ascii: "n"), 1): try takeNode(&words)
    case (UInt8(ascii: "p"), 1): try takeHead(&words)
    default:
      throw .value(
        text(first), field: "начало строки", expected: "c, p, n или a", file: file, line: line,
        advice: "Похоже, это не файл DIMACS. " + FlowFileError.form)
    }
  }

  private mutating func takeHead(_ words: inout DimacsWords) throws(FlowFileError) {
    let form = "p min УЗЛОВ ДУГ"
    guard headLine == 0 else {
      throw .problem(
        "вторая строка «p», первая — в строке \(headLine)", expected: "одна строка «\(form)»", file: file, line: line)
    }
    let kind = try word(&words, field: "вид задачи", form: form)
    guard text(kind) == "min" else {
      throw .value(text(kind), field: "вид задачи", expected: "min", file: file, line: line)
    }
    nodeCount = try number(&words, field: "число узлов", in: 0...Int(Int32.max) / 2 - 1, form: form)
    arcCount = try number(&words, field: "число дуг", in: 0...Int(Int32.max) / 2 - 1, form: form)
    try finishLine(&words, form: form)
    headLine = line
    let most = min(arcCount, size / Self.shortestArcLine + 1)
    problem.tail.reserveCapacity(most)
    problem.head.reserveCapacity(most)
    problem.lower.reserveCapacity(most)
    problem.upper.reserveCapacity(most)
    problem.cost.reserveCapacity(most)
  }

  private mutating func takeNode(_ words: inout DimacsWords) throws(FlowFileError) {
    let form = "n УЗЕЛ ЗАПАС"
    try needHead()
    let node = try self.node(&words, field: "номер узла", form: form)
    let supply = try number(&words, field: "запас узла", form: form)
    try finishLine(&words, form: form)
    named.append((node, supply, line))
  }

  private mutating func takeArc(_ words: inout DimacsWords) throws(FlowFileError) {
    let form = "a НАЧАЛО КОНЕЦ НИЖНЯЯ ВЕРХНЯЯ СТОИМОСТЬ"
    try needHead()
    let arc = problem.arcCount
    guard arc < arcCount else {
      throw .problem(
        "дуг больше, чем объявлено в строке \(headLine): \(arcCount)", expected: "\(arcCount) строк «a»", file: file,
        line: line, advice: "Исправьте число дуг в строке «p min» или уберите лишние строки.")
    }
    let tail = try node(&words, field: "начало дуги", form: form)
    let head = try node(&words, field: "конец дуги", form: form)
    let lower = try number(&words, field: "нижняя граница", in: 0...Int.max, form: form)
    let upper = try capacity(&words, form: form)
    let cost = try number(&words, field: "стоимость", form: form)
    try finishLine(&words, form: form)
    guard lower <= upper else {
      throw .problem(
        "нижняя граница \(lower) больше верхней \(upper)", expected: "нижняя граница не больше верхней", file: file,
        line: line, value: "\(lower) \(upper)")
    }
    guard lower < FlowProblem.infiniteCapacity else {
      throw .value(
        String(lower), field: "нижняя граница", expected: "число меньше 2⁶²", file: file, line: line)
    }
    problem.tail.append(tail)
    problem.head.append(head)
    problem.lower.append(lower)
    problem.upper.append(upper)
    problem.cost.append(cost)
    if runs.last?.offset != line - arc { runs.append((arc, line - arc)) }
  }

  // MARK: Words

  private func needHead() throws(FlowFileError) {
    guard headLine == 0 else { return }
    throw .problem(
      "до этой строки нет строки «p min УЗЛОВ ДУГ»", expected: "сначала строка «p min УЗЛОВ ДУГ»", file: file,
      line: line)
  }

  private func word(
    _ words: inout DimacsWords, field: String, form: String
  ) throws(FlowFileError) -> UnsafeBufferPointer<UInt8> {
    if let word = words.next() { return word }
    throw .value("", field: field, expected: "строка «\(form)»", file: file, line: line)
  }

  private func finishLine(_ words: inout DimacsWords, form: String) throws(FlowFileError) {
    guard let extra = words.next() else { return }
    throw .value(
      text(extra), field: "лишнее слово", expected: "конец строки «\(form)»", file: file, line: line)
  }

  private func number(
    _ words: inout DimacsWords, field: String, in range: ClosedRange<Int> = Int.min...Int.max, form: String
  ) throws(FlowFileError) -> Int {
    let word = try word(&words, field: field, form: form)
    return try number(word, field: field, in: range)
  }

  private func number(
    _ word: UnsafeBufferPointer<UInt8>, field: String, in range: ClosedRange<Int>, orWord: String = ""
  ) throws(FlowFileError) -> Int {
    if let number = DimacsWords.number(word), range.contains(number) { return number }
    let expected =
      switch (range.lowerBound, range.upperBound) {
      case (.min, _): "целое число, не длиннее 64 бит"
      case (let least, .max): "целое число от \(least), не длиннее 64 бит\(orWord)"
      case (let least, let greatest): "целое число от \(least) до \(greatest)"
      }
    throw .value(text(word), field: field, expected: expected, file: file, line: line)
  }

  private func capacity(_ words: inout DimacsWords, form: String) throws(FlowFileError) -> Int {
    let word = try word(&words, field: "верхняя граница", form: form)
    // "inf" in capitals or not.
    if word.count == 3, word.map({ $0 | 0x20 }) == Array("inf".utf8) { return .max }
    return try number(word, field: "верхняя граница", in: 0...Int.max, orWord: " или inf")
  }

  private func node(_ words: inout DimacsWords, field: String, form: String) throws(FlowFileError) -> Int32 {
    let word = try word(&words, field: field, form: form)
    if let number = DimacsWords.number(word), number >= 1, number <= nodeCount { return Int32(number - 1) }
    throw .value(
      text(word), field: field,
      expected: nodeCount > 0 ? "номер узла от 1 до \(nodeCount)" : "ни одного: узлов объявлено 0",
      file: file, line: line)
  }

  private func text(_ word: UnsafeBufferPointer<UInt8>) -> String { String(decoding: word.prefix(400), as: UTF8.self) }

  // MARK: End

  mutating func finish() throws(FlowFileError) -> FlowFile {
    guard headLine > 0 else {
      throw .problem(
        line == 0 ? "файл пуст" : "нет строки «p min УЗЛОВ ДУГ»", expected: "строка «p min УЗЛОВ ДУГ»", file: file,
        line: 0)
    }
    guard problem.arcCount == arcCount else {
      throw .problem(
        "объявлено дуг: \(arcCount), а строк «a» в файле: \(problem.arcCount)", expected: "\(arcCount) строк «a»",
        file: file, line: headLine, value: String(arcCount),
        advice: "Исправьте число дуг или добавьте недостающие строки: файл мог оборваться.")
    }
    let most = 2 * problem.arcCount + named.count + FlowFile.mostIdleNodes
    guard nodeCount <= most else {
      throw .problem(
        "объявлено узлов: \(nodeCount), а строки «n» и «a» называют не больше "
          + "\(2 * problem.arcCount + named.count)",
        expected: "не больше \(most)", file: file, line: headLine, value: String(nodeCount),
        advice: "Узлов, о которых нет ни строки, может быть до \(FlowFile.mostIdleNodes): исправьте число узлов.")
    }
    var isNamed = [Bool](repeating: false, count: nodeCount)
    problem.supply = [Int](repeating: 0, count: nodeCount)
    for (node, supply, line) in named {
      guard !isNamed[Int(node)] else {
        let first = named.first { $0.node == node }?.line ?? 0
        throw .problem(
          "узел \(node + 1) уже назван в строке \(first)", expected: "одна строка «n» на узел", file: file, line: line,
          value: String(node + 1))
      }
      isNamed[Int(node)] = true
      problem.supply[Int(node)] = supply
    }
    return FlowFile(name: file, problem: problem, runs: runs)
  }
}

/// The words of one line: runs of anything but blanks.
struct DimacsWords {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// - Parameter skipsMark: whether a byte order mark may stand first.
  init(_ bytes: UnsafeBufferPointer<UInt8>, skipsMark: Bool) {
    self.bytes = bytes
    if skipsMark, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
  }

  mutating func next() -> UnsafeBufferPointer<UInt8>? {
    while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    let start = position
    while position < bytes.count, !Self.isBlank(bytes[position]) { position += 1 }
    return start < position ? UnsafeBufferPointer(rebasing: bytes[start..<position]) : nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// A whole number in decimal digits with an optional sign.
  ///
  /// - Returns: `nil` for anything else, and beyond 64 bits.
  static func number(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = word.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    var position = isNegative || first == UInt8(ascii: "+") ? 1 : 0
    guard position < word.count else { return nil }
    // Downwards, for the least number has no positive twin.
    var value = 0
    while position < word.count {
      let digit = word[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      let product = value.multipliedReportingOverflow(by: 10)
      let sum = product.partialValue.subtractingReportingOverflow(Int(digit))
      guard !product.overflow, !sum.overflow else { return nil }
      value = sum.partialValue
      position += 1
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }
}
