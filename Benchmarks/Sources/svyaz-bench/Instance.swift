import Glibc
import SvyazFlow

/// The binary form of `instances.py`, read straight into the arrays of the solver: no second copy of the arcs is held.
struct Instance {
  static let mark: Int32 = 0x4D4D_3031

  private let demands: Int
  private let mentors: Int
  private let subjects: Int
  private let arcs: Int

  private let weights: [Int32]
  private let mentorPlaces: [Int32]
  private let subjectPlaces: [Int32]
  private let arcStart: [Int32]
  /// The mentor of each arc until ``problem()`` makes it the slot.
  private var arcEnd: [Int32]
  private let arcCost: [Int32]
  private let demandSubject: [Int32]

  /// - Throws: ``Fault`` when the file cannot be read or is not whole.
  init(path: String) throws(Fault) {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw Fault("cannot open \(path)") }
    defer { close(file) }
    let header = try Self.numbers(5, from: file)
    guard header[0] == Self.mark else { throw Fault("\(path) has no mark of an instance") }
    guard header.allSatisfy({ $0 >= 0 }), header[3] > 0, Int(header[2]) * Int(header[3]) < Int32.max else {
      throw Fault("\(path) has a size out of range")
    }
    (demands, mentors, subjects, arcs) = (Int(header[1]), Int(header[2]), Int(header[3]), Int(header[4]))
    weights = try Self.numbers(demands, from: file)
    mentorPlaces = try Self.numbers(mentors, from: file)
    subjectPlaces = try Self.numbers(mentors * subjects, from: file)
    arcStart = try Self.numbers(demands + 1, from: file)
    arcEnd = try Self.numbers(arcs, from: file)
    arcCost = try Self.numbers(arcs, from: file)
    demandSubject = try Self.numbers(demands, from: file)
    try check()
  }

  private static func numbers(_ count: Int, from file: Int32) throws(Fault) -> [Int32] {
    // The announced size is believed only as far as the file goes.
    let here = lseek(file, 0, SEEK_CUR)
    let end = lseek(file, 0, SEEK_END)
    guard here >= 0, (end - here) / 4 >= count, lseek(file, here, SEEK_SET) == here else {
      throw Fault("the file ends too early")
    }
    var isWhole = true
    let numbers = [Int32](unsafeUninitializedCapacity: count) { buffer, filled in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      var done = 0
      while done < count * 4 {
        let more = read(file, bytes.baseAddress.map { $0 + done }, count * 4 - done)
        if more <= 0 { break }
        done += more
      }
      isWhole = done == count * 4
      filled = done / 4
    }
    guard isWhole else { throw Fault("the file cannot be read") }
    return numbers
  }

  private func check() throws(Fault) {
    let isRising = zip(arcStart, arcStart.dropFirst()).allSatisfy { $0 <= $1 }
    guard arcStart[0] == 0, arcStart[demands] == arcs, isRising else { throw Fault("starts of arcs do not rise") }
    guard arcEnd.allSatisfy({ $0 >= 0 && $0 < mentors }) else { throw Fault("an arc leads to no mentor") }
    guard demandSubject.allSatisfy({ $0 >= 0 && $0 < subjects }) else { throw Fault("a demand has no subject") }
    guard arcCost.allSatisfy({ $0 >= 0 && $0 < Int32.max }) else { throw Fault("a cost is out of range") }
    guard weights.allSatisfy({ $0 >= 0 }), mentorPlaces.allSatisfy({ $0 >= 0 }), subjectPlaces.allSatisfy({ $0 >= 0 })
    else { throw Fault("a weight or a number of places is negative") }
  }

  /// The problem of the solver; its objective is that of the DIMACS form.
  ///
  /// A slot is a mentor in a subject with places in both; a tier is the rank of a weight.
  consuming func problem() throws(Fault) -> AssignmentProblem {
    var problem = AssignmentProblem()
    let slots = addSlots(&problem)
    for demand in 0..<demands {
      let subject = Int(demandSubject[demand])
      for arc in Int(arcStart[demand])..<Int(arcStart[demand + 1]) {
        let slot = slots[Int(arcEnd[arc]) * subjects + subject]
        guard slot >= 0 else { throw Fault("demand \(demand) has an arc to a mentor without places in its subject") }
        arcEnd[arc] = slot
      }
    }
    try addTiers(&problem)
    problem.arcStart = arcStart.map { Int($0) }
    problem.arcSlot = arcEnd
    problem.arcCost = arcCost
    return problem
  }

  /// The slot of each mentor and subject, −1: none.
  private func addSlots(_ problem: inout AssignmentProblem) -> [Int32] {
    problem.mentorPlaces = mentorPlaces
    problem.mentorPinned = [Int32](repeating: 0, count: mentors)
    var slots = [Int32](repeating: -1, count: mentors * subjects)
    for mentor in 0..<mentors {
      for pair in mentor * subjects..<(mentor + 1) * subjects where subjectPlaces[pair] > 0 && mentorPlaces[mentor] > 0
      {
        slots[pair] = Int32(problem.slotMentor.count)
        problem.slotMentor.append(Int32(mentor))
        problem.slotPlaces.append(subjectPlaces[pair])
      }
      problem.mentorFirstSlot.append(Int32(problem.slotMentor.count))
    }
    return slots
  }

  private func addTiers(_ problem: inout AssignmentProblem) throws(Fault) {
    let bigM = demands * (Int(arcCost.max() ?? 0) + 1) + 1
    let ranked = Set(weights).subtracting([0]).sorted()
    var tiers: [Int32: Int32] = [0: 0]
    for weight in ranked {
      let (value, isTooBig) = bigM.multipliedReportingOverflow(by: Int(weight))
      guard !isTooBig else { throw Fault("a weight is too great for 64 bits") }
      problem.tierValues.append(value)
      tiers[weight] = Int32(tiers.count)
    }
    problem.tiers = weights.map { tiers[$0] ?? 0 }
  }
}

/// Why an instance was refused.
struct Fault: Error {
  let message: String
  init(_ message: String) { self.message = message }
}
