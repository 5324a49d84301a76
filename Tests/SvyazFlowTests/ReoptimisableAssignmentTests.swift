import SvyazFlow
import SvyazTestSupport
import Testing

/// Every change of a warm state gives the optimum of a solve from scratch, with prices that prove it.
@Suite struct ReoptimisableAssignmentTests {
  typealias Arc = ReoptimisableAssignment.Arc

  /// What happened over all seeds, so that no kind of change goes untried.
  private struct Tally {
    var counts: [String: Int] = [:]
    mutating func note(_ what: String, _ isTrue: Bool = true) { if isTrue { counts[what, default: 0] += 1 } }
  }

  @Test("a chain of random changes stays optimal", arguments: 0..<6)
  func chainsStayOptimal(block: UInt64) throws {
    var tally = Tally()
    for seed in block * 100..<(block + 1) * 100 {
      var random = SeededGenerator(seed: seed ^ 0xBEEF)
      var model = RandomAssignment(seed: seed)
      var state = try model.state()
      var objective = try #require(try model.optimum())
      for step in 0..<12 {
        let before = state
        guard let (what, change) = Self.change(&model, &state, &random) else {
          #expect(try model.optimum() == nil, "seed \(seed), step \(step)")
          tally.note("impossible")
          break
        }
        let optimum = try #require(try model.optimum(), "seed \(seed), step \(step): \(what)")
        #expect(objective + change.objective == optimum, "seed \(seed), step \(step): \(what)")
        let check = AssignmentCheck(state.assignment, of: model.problem)
        #expect(check.fault == nil, "seed \(seed), step \(step): \(what)")
        #expect(check.objective == optimum, "seed \(seed), step \(step): \(what)")
        // The moves are the difference of the two assignments, and nothing else.
        for demand in model.weights.indices {
          let move = change.moves.filter { $0.demand == demand }
          #expect(move.count == (before.slot(of: demand) == state.slot(of: demand) ? 0 : 1), "seed \(seed) \(what)")
          if let move = move.first {
            #expect(move.from == before.slot(of: demand) && move.to == state.slot(of: demand), "seed \(seed)")
          }
        }
        tally.note(what)
        tally.note("\(what), felt", change.objective != 0)
        objective = optimum
      }
    }
    for what in ["ban", "lift", "pin", "release", "+slot", "+mentor", "+both", "-slot", "-mentor"] {
      #expect(tally.counts["\(what), felt", default: 0] > 3, "\(tally.counts)")
    }
    #expect(tally.counts["impossible", default: 0] > 3)
  }

  /// A state with a history: its prices are not those that a solve leaves, which are the least of all.
  static func changed(seed: UInt64) throws -> (model: RandomAssignment, state: ReoptimisableAssignment)? {
    var random = SeededGenerator(seed: seed ^ 0xF00D)
    var model = RandomAssignment(seed: seed)
    var state = try model.state()
    for _ in 0..<random.pick([0, 4, 12]) where change(&model, &state, &random) == nil { return nil }
    return (model, state)
  }

  /// One random change of model and state alike; `nil`: it cannot hold.
  private static func change(
    _ model: inout RandomAssignment, _ state: inout ReoptimisableAssignment, _ random: inout SeededGenerator
  ) -> (String, ReoptimisableAssignment.Change)? {
    let demand = random.int(0...model.weights.count - 1)
    let slot = random.int(0...model.slots.count - 1)
    let mentor = model.slots[slot].mentor
    func value(_ demand: Int) -> Int { model.weights[demand] * RandomAssignment.bigM }
    while true {
      switch random.int(0...8) {
      case 0:
        let own = state.slot(of: demand)
        guard let arc = model.arcs[demand].first(where: { random.chance(50) || $0.slot == own }) else { continue }
        model.arcs[demand].removeAll { $0 == arc }
        return state.removeArc(of: demand, to: arc.slot).map { ("ban", $0) }
      case 1:
        let added = model.slots.indices.filter { slot in
          random.chance(40) && !model.arcs[demand].contains { $0.slot == slot }
        }.map { Arc(slot: $0, cost: random.int(0...20)) }
        guard model.weights[demand] > 0 else { continue }
        model.arcs[demand] += added
        return state.addArcs(added, to: demand).map { ("lift", $0) }
      case 2:
        guard model.weights[demand] > 0, random.chance(50) else { continue }
        let arc = Arc(slot: slot, cost: random.int(0...20))
        model.arcs[demand] = [arc]
        model.first.insert(demand)
        return state.force(demand, on: arc).map { ("pin", $0) }
      case 3:
        guard let demand = model.first.min() else { continue }
        model.first.remove(demand)
        model.arcs[demand] = model.slots.indices.filter { _ in random.chance(60) }.map {
          Arc(slot: $0, cost: random.int(0...20))
        }
        return state.setArcs(of: demand, to: model.arcs[demand], value: value(demand)).map { ("release", $0) }
      case 4:
        model.slots[slot].places += 1
        return ("+slot", state.addPlace(toSlot: slot))
      case 5:
        model.mentorPlaces[mentor] += 1
        return ("+mentor", state.addPlace(toMentor: mentor))
      case 6:
        model.slots[slot].places += 1
        model.mentorPlaces[mentor] += 1
        return ("+both", state.addPlace(toSlotAndMentor: slot))
      case 7:
        guard model.slots[slot].places > 0 else { continue }
        model.slots[slot].places -= 1
        return state.removePlace(fromSlot: slot).map { ("-slot", $0) }
      default:
        guard model.mentorPlaces[mentor] > model.mentorPinned[mentor] else { continue }
        model.mentorPlaces[mentor] -= 1
        return state.removePlace(fromMentor: mentor).map { ("-mentor", $0) }
      }
    }
  }

  @Test("uncovering a demand, and a unit through a slot, cost what a solve from scratch says", arguments: 0..<4)
  func questionsChangeNothing(block: UInt64) throws {
    var losses = [0, 0]
    for seed in block * 100..<(block + 1) * 100 {
      guard let (model, state) = try Self.changed(seed: seed) else { continue }
      let optimum = try #require(try model.optimum())
      for demand in model.weights.indices where state.slot(of: demand) != nil {
        guard !model.first.contains(demand) else {
          #expect(state.lossOfUncovering(demand) == nil)
          continue
        }
        var without = model
        without.arcs[demand] = []
        let loss = try #require(state.lossOfUncovering(demand))
        #expect(loss == (try without.optimum() ?? 0) - optimum, "seed \(seed), demand \(demand)")
        losses[loss > 0 ? 1 : 0] += 1
      }
      for slot in model.slots.indices {
        // A demand of its own that may use nothing but the slot, at no cost.
        var with = model
        with.weights.append(1)
        with.arcs.append([Arc(slot: slot, cost: 0)])
        with.first.insert(model.weights.count)
        let cost = try with.optimum().map { $0 - optimum }
        #expect(state.costOfUnit(throughSlot: slot)?.objective == cost, "seed \(seed), slot \(slot)")
        #expect(cost ?? .max >= state.leastCostOfUnit(throughSlot: slot))
      }
    }
    #expect(losses[1] > 20)
  }

  @Test("values that might overflow and assignments without proof are refused")
  func refusals() throws {
    let model = RandomAssignment(seed: 3)
    var assignment = try AssignmentSolver.solve(model.problem)
    var problem = model.problem
    problem.tierValues = problem.tierValues.map { $0 * (Int.max / 64 / 1_000_000_000 + 1) }
    #expect(throws: ReoptimisableAssignment.Refusal.tooLarge) {
      try ReoptimisableAssignment(AssignmentSolver.solve(problem), of: problem)
    }
    assignment.mentorPrice[0] = -1
    #expect(throws: ReoptimisableAssignment.Refusal.unproved("mentor 0 is priced below its load")) {
      try ReoptimisableAssignment(assignment, of: model.problem)
    }
  }
}

/// One more place everywhere at once gives what a solve from scratch gives for each.
@Suite struct PlaceWorthsTests {
  @Test(arguments: 0..<6)
  func worthsEqualSolvesFromScratch(block: UInt64) throws {
    var counts: [String: Int] = [:]
    func note(_ what: String, _ isTrue: Bool) { if isTrue { counts[what, default: 0] += 1 } }
    for seed in block * 150..<(block + 1) * 150 {
      guard let (model, state) = try ReoptimisableAssignmentTests.changed(seed: seed) else { continue }
      let optimum = try #require(try model.optimum())
      let worths = try PlaceWorths(state)
      for mentor in model.mentorPlaces.indices {
        var more = model
        more.mentorPlaces[mentor] += 1
        let best = try #require(try more.optimum())
        #expect(worths.mentors[mentor] == optimum - best, "seed \(seed), mentor \(mentor)")
        #expect(try Self.objective(state, worths.moves(mentor: mentor), of: more) == best, "seed \(seed)")
        note("mentor", best < optimum)
      }
      for slot in model.slots.indices {
        var more = model
        more.slots[slot].places += 1
        more.mentorPlaces[model.slots[slot].mentor] += 1
        let best = try #require(try more.optimum())
        #expect(worths.slots[slot] == optimum - best, "seed \(seed), slot \(slot)")
        let moves = worths.moves(slot: slot)
        #expect(try Self.objective(state, moves, of: more) == best, "seed \(seed), slot \(slot)")
        note("covers", optimum - best >= RandomAssignment.bigM)
        note("saves cost", (1..<RandomAssignment.bigM).contains(optimum - best))
        note("long", moves.count > 2)
        note(
          "pushes another subject aside",
          moves.contains { move in
            move.from.map { $0 != slot && model.slots[$0].mentor == model.slots[slot].mentor } ?? false
          })
      }
    }
    for what in ["mentor", "covers", "saves cost", "long", "pushes another subject aside"] {
      #expect(counts[what, default: 0] > 2, "\(what): \(counts)")
    }
  }

  /// The objective after the moves, counted by hand; fails where a place is overfull or an arc missing.
  static func objective(
    _ state: ReoptimisableAssignment, _ moves: [ReoptimisableAssignment.Move], of model: RandomAssignment
  ) throws -> Int {
    var mates = model.weights.indices.map { state.slot(of: $0) }
    for move in moves {
      #expect(mates[move.demand] == move.from)
      mates[move.demand] = move.to
    }
    var sum = 0
    var inSlot = [Int](repeating: 0, count: model.slots.count)
    var inMentor = model.mentorPinned
    for (demand, mate) in mates.enumerated() {
      guard let mate else {
        sum += model.weights[demand] * RandomAssignment.bigM
        continue
      }
      sum += try #require(model.arcs[demand].first { $0.slot == mate }).cost
      inSlot[mate] += 1
      sum += inMentor[model.slots[mate].mentor] * model.loadPenalty
      inMentor[model.slots[mate].mentor] += 1
    }
    for slot in model.slots.indices { #expect(inSlot[slot] <= model.slots[slot].places) }
    for mentor in inMentor.indices {
      #expect(inMentor[mentor] <= max(model.mentorPinned[mentor], model.mentorPlaces[mentor]))
    }
    return sum
  }
}
