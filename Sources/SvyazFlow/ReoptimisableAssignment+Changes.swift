extension ReoptimisableAssignment {
  /// Gives a demand other arcs and another value, and mends the optimum by one shortest path.
  ///
  /// All single changes of a demand are this one: a ban removes an arc, lifting it adds one, a pin leaves one arc and no
  /// value, releasing a pin gives them back.
  ///
  /// - Parameters:
  ///   - arcs: no slot twice; a slot of the problem each.
  ///   - value: what leaving it uncovered costs, below a 64th of what 64 bits hold; `nil`: it must be covered.
  /// - Returns: `nil` when a demand that must be covered cannot be; then the state is of no further use.
  /// - Complexity: one search over a part of the network.
  public mutating func setArcs(of demand: Int, to arcs: [Arc], value: Int?) -> Change? {
    replace(demand, arcs: arcs, value: value ?? Self.mustCover)
  }

  /// Adds arcs; nothing is searched where none of them is cheaper than what the demand has.
  public mutating func addArcs(_ added: [Arc], to demand: Int) -> Change? {
    let all = arcs(of: demand) + added
    guard added.contains(where: { $0.cost + price[slotNode($0.slot)] < price[demand] }) else {
      keep(all, for: demand)
      return Change()
    }
    return replace(demand, arcs: all, value: value[demand])
  }

  /// Takes an arc away; a demand that uses it goes elsewhere.
  public mutating func removeArc(of demand: Int, to slot: Int) -> Change? {
    replace(demand, arcs: arcs(of: demand).filter { $0.slot != slot }, value: value[demand])
  }

  /// Uses an arc whatever it costs: the demand keeps no other.
  public mutating func force(_ demand: Int, on arc: Arc) -> Change? {
    replace(demand, arcs: [arc], value: Self.mustCover)
  }

  // MARK: Places

  /// One more place in a slot; the mentor's places in all stay.
  public mutating func addPlace(toSlot slot: Int) -> Change {
    let isFull = slotFlow[slot] >= slotPlaces[slot]
    addPlaces(1, toSlot: slot)
    let slotNode = slotNode(slot)
    let mentorNode = mentorNode(mentor(of: slot))
    guard isFull, price[slotNode] > price[mentorNode] else { return Change() }
    // The new place is used on trial; the way from the mentor back to the slot may be to give it up again.
    slotFlow[slot] += 1
    return send(from: mentorNode, to: slotNode) ?? Change()
  }

  /// One more place of a mentor in all; the places of its slots stay.
  public mutating func addPlace(toMentor mentor: Int) -> Change {
    let used = mentorFlow[mentor]
    let isFull = used >= mentorPlaces[mentor]
    addPlaces(1, toMentor: mentor)
    let load = used * problem.loadPenalty
    let mentorNode = mentorNode(mentor)
    guard isFull, price[mentorNode] - price[sink] > load else { return Change() }
    mentorFlow[mentor] += 1
    guard var change = send(from: sink, to: mentorNode) else { return Change() }
    change.objective += load
    return change
  }

  /// One more place in a slot and of its mentor in all.
  public mutating func addPlace(toSlotAndMentor slot: Int) -> Change {
    let before = mate
    let inSlot = addPlace(toSlot: slot)
    let inAll = addPlace(toMentor: mentor(of: slot))
    return Change(objective: inSlot.objective + inAll.objective, moves: moves(since: before, by: [inSlot, inAll]))
  }

  /// One place of a slot less.
  ///
  /// - Returns: `nil` when it has none, or a demand that must be covered would lose it.
  public mutating func removePlace(fromSlot slot: Int) -> Change? {
    guard slotPlaces[slot] > 0 else { return nil }
    let isFull = slotFlow[slot] >= slotPlaces[slot]
    addPlaces(-1, toSlot: slot)
    guard isFull else { return Change() }
    slotFlow[slot] -= 1
    return send(from: slotNode(slot), to: mentorNode(mentor(of: slot)))
  }

  /// One place of a mentor in all less.
  ///
  /// - Returns: `nil` when pins hold all of them, or a demand that must be covered would lose its place.
  public mutating func removePlace(fromMentor mentor: Int) -> Change? {
    guard mentorPlaces[mentor] > Int(problem.mentorPinned[mentor]) else { return nil }
    let used = mentorFlow[mentor]
    let isFull = used >= mentorPlaces[mentor]
    addPlaces(-1, toMentor: mentor)
    guard isFull else { return Change() }
    mentorFlow[mentor] -= 1
    guard var change = send(from: mentorNode(mentor), to: sink) else { return nil }
    change.objective -= (used - 1) * problem.loadPenalty
    return change
  }

  // MARK: Several changes

  /// What all changes since a state together moved.
  public func moves(since earlier: ReoptimisableAssignment, by changes: [Change]) -> [Move] {
    moves(since: earlier.mate, by: changes)
  }

  private func moves(since before: [Int], by changes: [Change]) -> [Move] {
    Set(changes.flatMap(\.moves).map(\.demand)).sorted().compactMap { demand in
      let from = before[demand] >= 0 ? before[demand] : nil
      let to = slot(of: demand)
      return from == to ? nil : Move(demand: demand, from: from, to: to)
    }
  }
}
