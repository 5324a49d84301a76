public import SvyazFlow

/// A binary instance of the mentor shape, as the benchmark's generator writes it beside the DIMACS file.
///
/// 32-bit little-endian integers: the magic number, demands `nd`, mentors `nm`, subjects `ns`, arcs `na`; weight[nd];
/// places of each mentor [nm]; places by mentor and subject [nm·ns]; start[nd + 1]; mentor of each arc [na]; cost of each
/// arc [na]; subject[nd]. The arcs of a demand rise by mentor.
public struct AssignmentFile: Sendable {
  public static let magic: UInt32 = 0x4D4D_3031

  public let name: String
  public let problem: AssignmentProblem
  /// What a point of uncovered weight costs: `demands · (greatest |cost| + 1) + 1`, more than any plan. Where costs are
  /// negative, with the greatest shifted cost in their place.
  public let bigM: Int
  /// What was added to every cost so that none is negative. Each lexicographic optimum covers the same number of
  /// demands (a greatest weight is covered by a base of a matroid), so this changes no choice.
  public let costShift: Int

  /// The problem alone.
  ///
  /// - Throws: ``FileError``, ``FlowFileError``.
  public static func read(_ path: String) throws -> AssignmentProblem { try AssignmentFile(path).problem }

  /// - Throws: ``FileError``, ``FlowFileError``.
  /// - Complexity: O(file), memory for the file and the problem.
  public init(_ path: String) throws {
    try self.init(bytes: try Files.read(path), name: Files.split(path).name)
  }

  /// - Throws: ``FlowFileError`` for the first fault.
  public init(bytes: [UInt8], name: String) throws(FlowFileError) {
    self.name = name
    let read = bytes.withUnsafeBytes { bytes in
      Result { () throws(FlowFileError) in
        var reader = BinaryReader(bytes, file: name)
        try reader.run()
        return (reader.problem, reader.bigM, reader.costShift)
      }
    }
    (problem, bigM, costShift) = try read.get()
  }

  /// The cost as the DIMACS file of the same instance counts it: `bigM · (uncovered weight) + cost of the pairs`.
  public func objective(_ check: AssignmentCheck) -> Int { check.objective &- costShift &* check.covered }

  /// Whether a file begins with the magic number; `false` for one that cannot be read.
  public static func isOne(_ path: String) -> Bool {
    guard let input = try? InputFile(path) else { return false }
    var bytes = [UInt8](repeating: 0, count: 4)
    let count = try? bytes.withUnsafeMutableBytes { try input.read(into: $0) }
    return count == 4 && bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) } == magic
  }
}

/// The sections of the file, each checked before it is used as an index.
private struct BinaryReader {
  private let bytes: UnsafeRawBufferPointer
  private let file: String
  private var demands = 0
  private var mentors = 0
  private var subjects = 0
  private var arcs = 0
  private(set) var problem = AssignmentProblem()
  private(set) var bigM = 1
  private(set) var costShift = 0

  init(_ bytes: UnsafeRawBufferPointer, file: String) {
    self.bytes = bytes
    self.file = file
  }

  mutating func run() throws(FlowFileError) {
    try readHead()
    let slots = try readMentors()
    try readArcs(slots: slots)
    try readWeights()
  }

  /// The `index`-th number of the file.
  private func number(_ index: Int) -> Int32 {
    Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: Int32.self))
  }

  private var weightStart: Int { 5 }
  private var placesStart: Int { weightStart + demands }
  private var slotStart: Int { placesStart + mentors }
  private var startStart: Int { slotStart + mentors * subjects }
  private var mentorStart: Int { startStart + demands + 1 }
  private var costStart: Int { mentorStart + arcs }
  private var subjectStart: Int { costStart + arcs }

  private mutating func readHead() throws(FlowFileError) {
    guard bytes.count >= 20 else {
      throw .problem(
        "в файле байтов: \(bytes.count), а один заголовок — 20", expected: "двоичный файл задачи", file: file, line: 0)
    }
    guard UInt32(bitPattern: number(0)) == AssignmentFile.magic else {
      throw .value(
        String(UInt32(bitPattern: number(0)), radix: 16), field: "первое число", expected: "4d4d3031", file: file,
        line: 0)
    }
    let names = ["число потребностей", "число наставников", "число предметов", "число связей"]
    for (offset, name) in names.enumerated() { try check(number(1 + offset), name, nil, in: 0...Int(Int32.max)) }
    (demands, mentors, subjects, arcs) = (Int(number(1)), Int(number(2)), Int(number(3)), Int(number(4)))
    // At most 2^62 + 2^35.
    let numbers = 6 + 3 * demands + mentors + mentors * subjects + 2 * arcs
    guard bytes.count % 4 == 0, bytes.count / 4 == numbers else {
      throw .problem(
        "в файле байтов: \(bytes.count), а по заголовку чисел: \(numbers), по 4 байта",
        expected: "длина по заголовку", file: file, line: 0,
        advice: "Файл оборван или дописан: создайте его заново.")
    }
  }

  private func check(
    _ value: Int32, _ field: String, _ index: Int?, in range: ClosedRange<Int>
  ) throws(FlowFileError) {
    if range.contains(Int(value)) { return }
    throw .value(
      String(value), field: field + (index.map { " \($0 + 1)" } ?? ""),
      expected: "от \(range.lowerBound) до \(range.upperBound)", file: file, line: 0,
      advice: "Файл повреждён: создайте его заново.")
  }

  /// - Returns: the slot of each mentor and subject, −1 where there is no place.
  private mutating func readMentors() throws(FlowFileError) -> [Int32] {
    var slots = [Int32](repeating: -1, count: mentors * subjects)
    // A place more than can ever be taken leaves one free.
    let most = demands + 1
    for mentor in 0..<mentors {
      let places = number(placesStart + mentor)
      try check(places, "места наставника", mentor, in: 0...Int(Int32.max))
      for subject in 0..<subjects {
        let position = mentor * subjects + subject
        let own = number(slotStart + position)
        try check(own, "места по предмету \(subject + 1) у наставника", mentor, in: 0...Int(Int32.max))
        guard own > 0, places > 0 else { continue }
        slots[position] = Int32(problem.slotCount)
        problem.slotMentor.append(Int32(mentor))
        problem.slotPlaces.append(Int32(min(Int(own), most)))
      }
      problem.mentorFirstSlot.append(Int32(problem.slotCount))
      problem.mentorPlaces.append(Int32(min(Int(places), most)))
    }
    problem.mentorPinned = [Int32](repeating: 0, count: mentors)
    return slots
  }

  private mutating func readArcs(slots: [Int32]) throws(FlowFileError) {
    try check(number(startStart), "начало связей потребности", 0, in: 0...0)
    try check(number(startStart + demands), "конец связей потребности", demands - 1, in: arcs...arcs)
    for arc in 0..<arcs { costShift = max(costShift, -Int(number(costStart + arc))) }
    problem.arcSlot.reserveCapacity(arcs)
    problem.arcCost.reserveCapacity(arcs)
    problem.arcStart.reserveCapacity(demands + 1)
    var greatest = 0
    for demand in 0..<demands {
      let start = Int(number(startStart + demand))
      try check(number(startStart + demand + 1), "конец связей потребности", demand, in: start...max(start, arcs))
      let end = Int(number(startStart + demand + 1))
      let subject = number(subjectStart + demand)
      try check(subject, "предмет потребности", demand, in: 0...max(0, subjects - 1))
      var last = -1
      for arc in start..<end {
        let mentor = number(mentorStart + arc)
        try check(mentor, "наставник связи", arc, in: 0...max(0, mentors - 1))
        guard Int(mentor) > last, mentors > 0, subjects > 0 else {
          throw .value(
            String(mentor), field: "наставник связи \(arc + 1)",
            expected: "больше, чем у прошлой связи той же потребности: \(last)", file: file, line: 0)
        }
        last = Int(mentor)
        let cost = Int(number(costStart + arc)) + costShift
        greatest = max(greatest, cost)
        guard cost < Int(Int32.max) else {
          throw .value(
            String(cost - costShift), field: "стоимость связи \(arc + 1)", expected: "разброс стоимостей меньше 2³¹",
            file: file, line: 0)
        }
        let slot = slots[last * subjects + Int(subject)]
        guard slot >= 0 else { continue }
        problem.arcSlot.append(slot)
        problem.arcCost.append(Int32(cost))
      }
      problem.arcStart.append(problem.arcSlot.count)
    }
    bigM = demands * (greatest + 1) + 1
  }

  private mutating func readWeights() throws(FlowFileError) {
    var weights: Set<Int32> = []
    var sum = 0
    for demand in 0..<demands {
      let weight = number(weightStart + demand)
      try check(weight, "вес потребности", demand, in: 1...Int(Int32.max))
      weights.insert(weight)
      sum += Int(weight)
    }
    let total = bigM.multipliedReportingOverflow(by: sum)
    guard !total.overflow, total.partialValue <= 1 << 60 else {
      throw .problem(
        "веса и стоимости слишком велики: \(bigM) · \(sum) больше 2⁶⁰", expected: "произведение до 2⁶⁰", file: file,
        line: 0, advice: "Уменьшите веса или стоимости.")
    }
    let ranked = weights.sorted()
    problem.tierValues += ranked.map { bigM * Int($0) }
    let tier = Dictionary(uniqueKeysWithValues: ranked.enumerated().map { ($1, Int32($0 + 1)) })
    problem.tiers = (0..<demands).map { tier[number(weightStart + $0)] ?? 0 }
  }
}
