import Foundation
import SvyazExchange
import SvyazFlow
import SvyazTestSupport
import Testing

/// A binary instance and the same in DIMACS form, written as the benchmark's generator does.
struct BinaryInstance {
  var weights: [Int32] = []
  var places: [Int32] = []
  /// By mentor and subject.
  var slots: [Int32] = []
  var start: [Int32] = [0]
  var mentors: [Int32] = []
  var costs: [Int32] = []
  var subjects: [Int32] = []
  var subjectCount = 0
  var magic: Int32 = 0x4D4D_3031

  init(seed: UInt64, leastCost: Int32 = 0) {
    var random = SeededGenerator(seed: seed)
    subjectCount = Int.random(in: 1...3, using: &random)
    let mentorCount = Int.random(in: 1...5, using: &random)
    places = (0..<mentorCount).map { _ in Int32.random(in: 0...3, using: &random) }
    slots = (0..<mentorCount * subjectCount).map { _ in Int32.random(in: 0...2, using: &random) }
    for _ in 0..<Int.random(in: 1...7, using: &random) {
      weights.append(Int32.random(in: 1...4, using: &random))
      subjects.append(Int32.random(in: 0..<Int32(subjectCount), using: &random))
      for mentor in 0..<mentorCount where Bool.random(using: &random) {
        mentors.append(Int32(mentor))
        costs.append(Int32.random(in: leastCost...50, using: &random))
      }
      start.append(Int32(mentors.count))
    }
  }

  var numbers: [Int32] {
    [magic, Int32(weights.count), Int32(places.count), Int32(subjectCount), Int32(costs.count)]
      + weights + places + slots + start + mentors + costs + subjects
  }

  var bytes: [UInt8] { numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } } }

  /// Node 1 is the sink, then demands, then slots, then mentors.
  func dimacs(bigM: Int) -> String {
    let firstSlot = 2 + weights.count
    let firstMentor = firstSlot + slots.count
    var arcs: [String] = []
    for demand in weights.indices {
      for arc in Int(start[demand])..<Int(start[demand + 1]) {
        let slot = Int(mentors[arc]) * subjectCount + Int(subjects[demand])
        arcs.append("a \(2 + demand) \(firstSlot + slot) 0 1 \(costs[arc])")
      }
      arcs.append("a \(2 + demand) 1 0 1 \(bigM * Int(weights[demand]))")
    }
    for slot in slots.indices {
      arcs.append("a \(firstSlot + slot) \(firstMentor + slot / subjectCount) 0 \(slots[slot]) 0")
    }
    for mentor in places.indices { arcs.append("a \(firstMentor + mentor) 1 0 \(places[mentor]) 0") }
    return "p min \(firstMentor + places.count - 1) \(arcs.count)\nn 1 \(-weights.count)\n"
      + weights.indices.map { "n \(2 + $0) 1\n" }.joined() + arcs.joined(separator: "\n") + "\n"
  }
}

@Suite struct AssignmentFileTests {
  @Test("both forms of an instance cost the same", arguments: [Int32(0), -30]) func formsAgree(leastCost: Int32) throws
  {
    for seed in UInt64(0)..<300 {
      let instance = BinaryInstance(seed: seed, leastCost: leastCost)
      let file = try AssignmentFile(bytes: instance.bytes, name: "a.bin")
      let check = AssignmentCheck(try AssignmentSolver.solve(file.problem), of: file.problem)
      #expect(check.fault == nil, "seed \(seed)")
      if leastCost == 0 {
        let dearest = Int(instance.costs.max() ?? 0)
        #expect(file.bigM == instance.weights.count * (dearest + 1) + 1)
      }
      let dimacs = try FlowFileTests.read(instance.dimacs(bigM: file.bigM))
      guard case .optimal(let solution) = try NetworkSimplex.solve(dimacs.problem) else {
        Issue.record("seed \(seed) is not optimal")
        continue
      }
      #expect(file.objective(check) == solution.cost, "seed \(seed)")
      if leastCost == 0 { #expect(try FlowSolver.solve(dimacs.problem).method == .mentorShape, "seed \(seed)") }
    }
  }

  @Test func filesAreToldApart() throws {
    let folder = try TemporaryFolder()
    try folder.write(Data(BinaryInstance(seed: 1).bytes), to: "a.bin")
    try folder.write("p min 1 0\n", to: "a.min")
    try folder.write("p", to: "short")
    #expect(AssignmentFile.isOne(folder.path + "/a.bin"))
    for name in ["a.min", "short", "none", ""] { #expect(!AssignmentFile.isOne("\(folder.path)/\(name)")) }
    #expect(try AssignmentFile.read(folder.path + "/a.bin").demandCount == BinaryInstance(seed: 1).weights.count)
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let says: String
    let apply: @Sendable (inout BinaryInstance) -> Void
  }

  static let damages: [Damage] = [
    Damage(testDescription: "magic", says: "первое число") { $0.magic = 7 },
    Damage(testDescription: "weight 0", says: "вес потребности 1") { $0.weights[0] = 0 },
    Damage(testDescription: "negative places", says: "места наставника 1") { $0.places[0] = -1 },
    Damage(testDescription: "negative slot", says: "места по предмету 1") { $0.slots[0] = -1 },
    Damage(testDescription: "first start", says: "начало связей") { $0.start[0] = 1 },
    Damage(testDescription: "falling start", says: "конец связей") { $0.start[1] = -5 },
    Damage(testDescription: "last start", says: "конец связей") { $0.start[$0.start.count - 1] += 1 },
    Damage(testDescription: "mentor", says: "наставник связи 1") { $0.mentors[0] = 99 },
    Damage(testDescription: "mentor twice", says: "наставник связи 2") { $0.mentors[1] = $0.mentors[0] },
    Damage(testDescription: "subject", says: "предмет потребности 1") { $0.subjects[0] = 9 },
    Damage(testDescription: "costs apart", says: "разброс") {
      $0.costs[0] = .min
      $0.costs[1] = .max
    },
    Damage(testDescription: "length", says: "байтов") { $0.costs.removeLast() },
    Damage(testDescription: "counts", says: "число предметов") { $0.subjectCount = -1 },
    Damage(testDescription: "weights", says: "2⁶⁰") {
      $0.weights = $0.weights.map { _ in .max }
      $0.costs[0] = .max - 1
    },
  ]

  /// One demand more than needed, so that every section has two entries.
  private static var sound: BinaryInstance {
    var instance = BinaryInstance(seed: 1)
    instance.subjectCount = 2
    instance.places = [1, 1]
    instance.slots = [1, 1, 1, 1]
    instance.weights = [1, 2]
    instance.subjects = [0, 1]
    instance.start = [0, 2, 4]
    instance.mentors = [0, 1, 0, 1]
    instance.costs = [1, 2, 3, 4]
    return instance
  }

  @Test(arguments: damages) func damageIsNamed(_ damage: Damage) throws {
    var instance = Self.sound
    #expect(throws: Never.self) { try AssignmentFile(bytes: instance.bytes, name: "a.bin") }
    damage.apply(&instance)
    let error = try #require(throws: FlowFileError.self) { try AssignmentFile(bytes: instance.bytes, name: "a.bin") }
    #expect(error.message.hasPrefix("a.bin: ") && error.message.contains(damage.says), "\(error.message)")
  }

  @Test func damagedBytesNeverTrap() {
    var read = 0
    for seed in UInt64(0)..<3000 {
      var random = SeededGenerator(seed: seed)
      var bytes = BinaryInstance(seed: seed % 17).bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if Int.random(in: 0..<10, using: &random) == 0 {
          bytes.removeLast(min(bytes.count - 1, place))
        } else {
          bytes[place] = [0, 1, 127, 128, 255].randomElement(using: &random) ?? 0
        }
      }
      guard let file = try? AssignmentFile(bytes: bytes, name: "a.bin") else { continue }
      read += 1
      let assignment = try? AssignmentSolver.solve(file.problem)
      #expect(assignment.map { AssignmentCheck($0, of: file.problem).fault } == .some(nil), "seed \(seed)")
    }
    #expect(read > 100, "\(read)")
  }
}
