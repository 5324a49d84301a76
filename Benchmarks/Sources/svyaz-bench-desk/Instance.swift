import Foundation
import SvyazFlow

enum InstanceError: Error, CustomStringConvertible {
  case malformed(String)

  var description: String {
    switch self {
    case .malformed(let what): "not an instance: \(what)"
    }
  }
}

/// An instance of the mentor matching as flat little-endian 32-bit integers: magic, demands, mentors, subjects, arcs;
/// then weight by demand, places by mentor, places by mentor and subject, first arc by demand, mentor by arc, cost by
/// arc, subject by demand.
struct Instance {
  let problem: AssignmentProblem

  init(path: String, loadPenalty: Int) throws {
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
    guard bytes.count % 4 == 0, bytes.count >= 20 else { throw InstanceError.malformed("size \(bytes.count)") }
    let numbers = bytes.withUnsafeBytes { raw in
      (0..<bytes.count / 4).map { Int(Int32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * $0, as: Int32.self))) }
    }
    var next = 5
    func take(_ count: Int) throws -> ArraySlice<Int> {
      guard count >= 0, count <= numbers.count - next else { throw InstanceError.malformed("too short") }
      defer { next += count }
      return numbers[next..<next + count]
    }
    let (demands, mentors, subjects, arcs) = (numbers[1], numbers[2], numbers[3], numbers[4])
    guard demands > 0, mentors > 0, subjects > 0, arcs >= 0 else { throw InstanceError.malformed("a count below 1") }
    let weights = try [Int](take(demands))
    let places = try [Int](take(mentors))
    let subjectPlaces = try [Int](take(mentors * subjects))
    let start = try [Int](take(demands + 1))
    let arcMentor = try [Int](take(arcs))
    let arcCost = try [Int](take(arcs))
    let subject = try [Int](take(demands))
    guard start.first == 0, start.last == arcs, zip(start, start.dropFirst()).allSatisfy({ $0 <= $1 }),
      arcMentor.allSatisfy({ (0..<mentors).contains($0) }), subject.allSatisfy({ (0..<subjects).contains($0) }),
      arcCost.allSatisfy({ $0 >= 0 }), weights.allSatisfy({ $0 > 0 })
    else { throw InstanceError.malformed("a number out of its range") }

    var problem = AssignmentProblem()
    var slotNumber = [Int32](repeating: -1, count: mentors * subjects)
    for mentor in 0..<mentors {
      for subject in 0..<subjects where subjectPlaces[mentor * subjects + subject] > 0 {
        slotNumber[mentor * subjects + subject] = Int32(problem.slotCount)
        problem.slotMentor.append(Int32(mentor))
        problem.slotPlaces.append(Int32(subjectPlaces[mentor * subjects + subject]))
      }
      problem.mentorFirstSlot.append(Int32(problem.slotCount))
      problem.mentorPlaces.append(Int32(places[mentor]))
      problem.mentorPinned.append(0)
    }
    let levels = Set(weights).sorted()
    let tier = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0 + 1)) })
    let dearest = (arcCost.max() ?? 0) + ((places.max() ?? 0) + 1) * loadPenalty
    problem.tierValues += levels.map { $0 * (demands * (dearest + 1) + 1) }
    for demand in 0..<demands {
      problem.tiers.append(tier[weights[demand]] ?? 0)
      for arc in start[demand]..<start[demand + 1] {
        let slot = slotNumber[arcMentor[arc] * subjects + subject[demand]]
        guard slot >= 0 else { continue }
        problem.arcSlot.append(slot)
        problem.arcCost.append(Int32(arcCost[arc]))
      }
      problem.arcStart.append(problem.arcSlot.count)
    }
    problem.loadPenalty = loadPenalty
    self.problem = problem
  }
}
