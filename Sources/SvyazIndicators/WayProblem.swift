/// A shortest way in numbers: schools 0..<n to be brought, by options of their own or through associations.
///
/// An option brings one or two schools. An association's event brings its members, and those who join and need it; all
/// who join share its places. Asked for is a choice that brings at least so many schools with the fewest acts, of these
/// the cheapest.
struct WayProblem {
  struct Option {
    /// One or two, ascending.
    let schools: [Int]
    let acts: Int
    let cost: Int
  }

  struct Join {
    let school: Int
    let cost: Int
    /// Whether joining brings the school only with an event.
    let needsEvent: Bool
  }

  struct Association {
    /// `nil`: events play no part.
    let eventCost: Int?
    let members: [Int]
    let places: Int
    /// By school, one each, ascending.
    let joins: [Join]

    /// - Complexity: O(log joins).
    func join(of school: Int) -> Join? {
      var (low, high) = (0, joins.count)
      while low < high {
        let middle = (low + high) / 2
        if joins[middle].school < school { low = middle + 1 } else { high = middle }
      }
      return low < joins.count && joins[low].school == school ? joins[low] : nil
    }
  }

  /// What to do.
  struct Choice: Equatable {
    var options: [Int] = []
    /// Associations that hold an event.
    var events: Set<Int> = []
    /// Who joins each association.
    var joins: [Int: Set<Int>] = [:]
  }

  /// Acts first, then cost.
  struct Price: Comparable {
    var acts = 0
    var cost = 0

    static func < (left: Self, right: Self) -> Bool { (left.acts, left.cost) < (right.acts, right.cost) }
    static func + (left: Self, right: Self) -> Self { Self(acts: left.acts + right.acts, cost: left.cost + right.cost) }
  }

  let schoolCount: Int
  let options: [Option]
  let associations: [Association]

  func price(_ choice: Choice) -> Price {
    var price = choice.options.reduce(Price()) { $0 + Price(acts: options[$1].acts, cost: options[$1].cost) }
    for number in choice.events { price = price + Price(acts: 1, cost: associations[number].eventCost ?? 0) }
    for (number, schools) in choice.joins {
      let cost = schools.reduce(0) { $0 + (associations[number].join(of: $1)?.cost ?? 0) }
      price = price + Price(acts: schools.count, cost: cost)
    }
    return price
  }

  /// How many of a choice's acts bring each school, by school.
  func timesBrought(_ choice: Choice) -> [Int] {
    var times = [Int](repeating: 0, count: schoolCount)
    for number in choice.options { for school in options[number].schools { times[school] += 1 } }
    for number in choice.events { for school in associations[number].members { times[school] += 1 } }
    for (number, schools) in choice.joins {
      for school in schools where isBrought(school, joining: number, choice) { times[school] += 1 }
    }
    return times
  }

  private func isBrought(_ school: Int, joining number: Int, _ choice: Choice) -> Bool {
    guard let join = associations[number].join(of: school) else { return false }
    return !join.needsEvent || choice.events.contains(number)
  }

  /// The choice without acts that are not needed to bring `need` schools.
  ///
  /// - Complexity: O(what the choice holds · log).
  func trimmed(_ choice: Choice, need: Int) -> Choice {
    var choice = choice
    var times = timesBrought(choice)
    var brought = times.count { $0 > 0 }
    /// Whether enough are brought without what brings these; then it is gone.
    func drop(_ schools: [Int]) -> Bool {
      let lost = schools.count { times[$0] == 1 }
      guard brought - lost >= need else { return false }
      brought -= lost
      for school in schools { times[school] -= 1 }
      return true
    }
    for number in choice.events.sorted() {
      let joined = (choice.joins[number] ?? []).filter { associations[number].join(of: $0)?.needsEvent ?? true }
      guard drop(associations[number].members + joined.sorted()) else { continue }
      choice.events.remove(number)
      choice.joins[number]?.subtract(joined)
    }
    choice.options = choice.options.filter { !drop(options[$0].schools) }
    for number in choice.joins.keys.sorted() {
      for school in (choice.joins[number] ?? []).sorted() {
        if drop(isBrought(school, joining: number, choice) ? [school] : []) { choice.joins[number]?.remove(school) }
      }
    }
    return choice
  }

  /// The fewest acts that bring one school, no other counted; `nil` where nothing does.
  func ownActs(of school: Int) -> Int? {
    var least = options.filter { $0.schools.contains(school) }.map(\.acts)
    for association in associations {
      if association.eventCost != nil, association.members.contains(school) { least.append(1) }
      guard association.places > 0 else { continue }
      for join in association.joins where join.school == school {
        if !join.needsEvent { least.append(1) } else if association.eventCost != nil { least.append(2) }
      }
    }
    return least.min()
  }

  /// How many schools can be brought with everything used.
  ///
  /// Schools with an option or an event of their own association for certain; of the rest as many as find a place.
  func reach() -> Int {
    var isCertain = [Bool](repeating: false, count: schoolCount)
    for option in options { for school in option.schools { isCertain[school] = true } }
    for association in associations where association.eventCost != nil {
      for school in association.members { isCertain[school] = true }
    }
    return isCertain.count { $0 } + placed(without: isCertain)
  }

  /// The most schools that can join, one place each: augmenting paths, an association a time.
  private func placed(without certain: [Bool]) -> Int {
    var choices = [[Int]](repeating: [], count: schoolCount)
    for (number, association) in associations.enumerated() where association.places > 0 {
      for join in association.joins where !certain[join.school] && (!join.needsEvent || association.eventCost != nil) {
        choices[join.school].append(number)
      }
    }
    var taken = [[Int]](repeating: [], count: associations.count)
    var count = 0
    for school in 0..<schoolCount where !choices[school].isEmpty {
      // Breadth first over associations: who could make room by going elsewhere.
      var from = [Int: (school: Int, previous: Int?)]()
      var queue: [Int] = []
      for number in choices[school] where from[number] == nil {
        from[number] = (school, nil)
        queue.append(number)
      }
      var next = 0
      var free: Int?
      while next < queue.count {
        let number = queue[next]
        next += 1
        if taken[number].count < associations[number].places {
          free = number
          break
        }
        for other in taken[number] {
          for target in choices[other] where from[target] == nil {
            from[target] = (other, number)
            queue.append(target)
          }
        }
      }
      guard free != nil else { continue }
      count += 1
      while let number = free, let step = from[number] {
        if let previous = step.previous { taken[previous].removeAll { $0 == step.school } }
        taken[number].append(step.school)
        free = step.previous
      }
    }
    return count
  }
}
