import Foundation
import SvyazFlow

/// What one more place is worth at every mentor and subject, timed against one solve; a sample of the answers is
/// checked by solving from scratch.
///
/// Usage: `svyaz-bench-desk FILE.bin [LOAD-PENALTY [SAMPLE]]`; one JSON line, seconds are the process's CPU time.
@main
enum DeskBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2, let loadPenalty = Int(arguments.count > 2 ? arguments[2] : "0"),
      let sample = Int(arguments.count > 3 ? arguments[3] : "20"), (0...1_000_000).contains(loadPenalty)
    else {
      FileHandle.standardError.write(Data("usage: svyaz-bench-desk FILE.bin [LOAD-PENALTY [SAMPLE]]\n".utf8))
      exit(2)
    }
    let problem = try Instance(path: arguments[1], loadPenalty: loadPenalty).problem
    let (assignment, solve) = try timed { try AssignmentSolver.solve(problem) }
    let (state, prepare) = try timed { try ReoptimisableAssignment(assignment, of: problem) }
    let (worths, answer) = try timed { try PlaceWorths(state) }
    let (gaining, name) = timed {
      problem.slotMentor.indices.count { worths.moves(slot: $0).first?.from == nil && worths.slots[$0] > 0 }
    }

    let optimum = AssignmentCheck(assignment, of: problem).objective
    var wrong = 0
    var scratch = 0.0
    var state64: UInt64 = 7
    for number in 0..<sample {
      state64 = state64 &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let slot = Int(state64 >> 33) % problem.slotCount
      let mentor = Int(problem.slotMentor[slot])
      var more = problem
      more.mentorPlaces[mentor] += 1
      if number % 2 == 0 { more.slotPlaces[slot] += 1 }
      let (best, seconds) = try timed { try AssignmentSolver.solve(more) }
      let check = AssignmentCheck(best, of: more)
      let gain = number % 2 == 0 ? worths.slots[slot] : worths.mentors[mentor]
      if check.fault != nil || optimum - check.objective != gain { wrong += 1 }
      scratch += seconds
    }
    let places = problem.slotCount + problem.mentorCount
    let figures: [(String, String)] = [
      ("demands", "\(problem.demandCount)"), ("mentors", "\(problem.mentorCount)"), ("slots", "\(problem.slotCount)"),
      ("arcs", "\(problem.arcSlot.count)"), ("loadPenalty", "\(loadPenalty)"), ("solve", "\(solve)"),
      ("prepare", "\(prepare)"), ("allPlaces", "\(answer)"), ("namesWhoGains", "\(name)"),
      ("coveringSlots", "\(gaining)"), ("solves", "\((prepare + answer + name) / solve)"),
      ("checked", "\(sample)"), ("wrong", "\(wrong)"),
      ("solvesFromScratch", "\(sample > 0 ? scratch / Double(sample) * Double(places) / solve : 0)"),
    ]
    print("{" + figures.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
    if wrong > 0 { exit(1) }
  }

  static func timed<Value>(_ work: () throws -> Value) rethrows -> (Value, Double) {
    let start = processorSeconds()
    let value = try work()
    return (value, processorSeconds() - start)
  }

  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
