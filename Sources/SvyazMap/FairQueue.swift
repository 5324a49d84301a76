/// Those who wait, in turns: each client's own wait in their order, and clients take turns with one another, so that a
/// deck of a hundred maps holds nobody up for longer than one of them.
struct FairQueue<Element> {
  private var waiting: [String: [(ticket: Int, element: Element)]] = [:]
  /// Clients who have someone waiting, the next to be served first.
  private var turns: [String] = []
  private(set) var count = 0

  mutating func append(_ element: Element, ticket: Int, client: String) {
    if waiting[client] == nil { turns.append(client) }
    waiting[client, default: []].append((ticket, element))
    count += 1
  }

  /// - Complexity: O(n) for n who wait.
  mutating func popFirst() -> Element? {
    guard let client = turns.first, var list = waiting[client], !list.isEmpty else { return nil }
    turns.removeFirst()
    let first = list.removeFirst()
    waiting[client] = list.isEmpty ? nil : list
    if !list.isEmpty { turns.append(client) }
    count -= 1
    return first.element
  }

  /// Takes out the one with this ticket, wherever it stands.
  mutating func remove(ticket: Int) -> Element? {
    for (client, list) in waiting {
      guard let position = list.firstIndex(where: { $0.ticket == ticket }) else { continue }
      var rest = list
      let removed = rest.remove(at: position)
      waiting[client] = rest.isEmpty ? nil : rest
      if rest.isEmpty { turns.removeAll { $0 == client } }
      count -= 1
      return removed.element
    }
    return nil
  }

  mutating func removeAll() -> [Element] {
    var all: [Element] = []
    while let next = popFirst() { all.append(next) }
    return all
  }
}
