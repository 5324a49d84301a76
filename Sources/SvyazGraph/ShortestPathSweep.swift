/// One thread's search for shortest paths from one source after another, with the memory that it uses again.
///
/// What makes it quick, beside 32-bit rows and nodes that lie together (``SweepLayout``):
/// - A level is found from the cheaper side: by its nodes' arcs, or, when fewer arcs are left there, by the arcs of the
///   nodes not yet met (S. Beamer, K. Asanović, D. Patterson, "Direction-optimizing breadth-first search", 2012). The
///   search ends when its component has been met, so the last level's arcs are never looked at.
/// - Arcs that lie on shortest paths are written down as they are found, without branches; the way back is a sum over
///   these alone.
final class ShortestPathSweep {
  private let capacity: Int
  /// Distance from the source, by place; `unmet` until the search comes by.
  private let distance: UnsafeMutablePointer<Int32>
  /// Number of shortest paths from the source, in units of the scale of its level.
  private let paths: UnsafeMutablePointer<Double>
  /// On the way back, (1 + dependency) / paths; before, what the next level has added to it.
  private let weight: UnsafeMutablePointer<Double>
  private let sums: UnsafeMutablePointer<Double>
  /// Places in the order in which they were met.
  private let queue: UnsafeMutablePointer<Int32>
  /// Where the links that the node at each position of the queue wrote end: forwards as it found others, backwards as
  /// it was found.
  private let forwardEnd: UnsafeMutablePointer<Int32>
  private let backwardEnd: UnsafeMutablePointer<Int32>
  /// Far ends of the arcs on shortest paths, level after level. Each edge at most once, and one place to spare for
  /// writing ahead.
  private let links: UnsafeMutablePointer<Int32>
  private var levels: [Level] = []

  private struct Level {
    let start: Int
    var end: Int
    /// Where the links to the next level begin, and whether the next level wrote them.
    var linkStart = 0
    var isPulled = false
    /// Units of this level's path counts over those of the next.
    var scale = 1.0
  }

  private static let unmet = Int32.max
  /// 2^500: a level with a greater path count is brought down by as much.
  private static let scaleLimit = 0x1p500

  init(_ layout: SweepLayout) {
    capacity = layout.nodes.count
    distance = .allocate(capacity: capacity + 1)
    paths = .allocate(capacity: capacity + 1)
    weight = .allocate(capacity: capacity + 1)
    sums = .allocate(capacity: capacity + 1)
    queue = .allocate(capacity: capacity + 1)
    forwardEnd = .allocate(capacity: capacity + 1)
    backwardEnd = .allocate(capacity: capacity + 1)
    links = .allocate(capacity: layout.neighbours.count / 2 + 1)
    sums.initialize(repeating: 0, count: capacity + 1)
  }

  deinit {
    distance.deallocate()
    paths.deallocate()
    weight.deallocate()
    sums.deallocate()
    queue.deallocate()
    forwardEnd.deallocate()
    backwardEnd.deallocate()
    links.deallocate()
  }

  /// The dependencies summed since the last call, by place.
  func takeSums() -> [Double] {
    let taken = [Double](UnsafeBufferPointer(start: sums, count: capacity))
    sums.update(repeating: 0, count: capacity)
    return taken
  }

  /// Adds the dependency of `source` on every other place.
  ///
  /// - Precondition: `layout` is the one that this was made for, and `source` one of its places.
  func run(from source: Int32, of layout: SweepLayout) {
    let component = layout.components[Int(layout.componentOf[Int(source)])]
    layout.offsets.withUnsafeBufferPointer { offsets in
      layout.neighbours.withUnsafeBufferPointer { neighbours in
        guard let offsets = offsets.baseAddress, let neighbours = neighbours.baseAddress else { return }
        search(from: source, component, offsets, neighbours, greatestDegree: layout.greatestDegree)
      }
    }
    accumulate()
  }

  // MARK: Forwards

  private func search(
    from source: Int32, _ component: SweepLayout.Component, _ offsets: UnsafePointer<Int32>,
    _ neighbours: UnsafePointer<Int32>, greatestDegree: Int
  ) {
    let first = Int(component.start)
    let size = Int(component.end) &- first
    (distance + first).update(repeating: Self.unmet, count: size)
    (paths + first).update(repeating: 0, count: size)
    (weight + first).update(repeating: 0, count: size)
    distance[Int(source)] = 0
    paths[Int(source)] = 1
    queue[0] = source
    levels.removeAll(keepingCapacity: true)
    levels.append(Level(start: 0, end: 1))
    let bitsALevel = Int.bitWidth - greatestDegree.leadingZeroBitCount
    var bits = 0
    var unmetArcs = component.arcs &- Int(offsets[Int(source) + 1] &- offsets[Int(source)])
    var levelArcs = component.arcs &- unmetArcs
    var linkEnd = 0
    while true {
      let number = levels.count &- 1
      let start = levels[number].start
      let end = levels[number].end
      guard end < size else { return }
      levels[number].linkStart = linkEnd
      let isPulled = levelArcs > unmetArcs &+ size / 4
      levels[number].isPulled = isPulled
      let tail: Int
      if isPulled {
        tail = pull(number, end, first..<Int(component.end), &linkEnd, offsets, neighbours)
      } else {
        tail = push(number, start..<end, &linkEnd, offsets, neighbours)
      }
      levelArcs = 0
      for position in end..<tail {
        let node = Int(queue[position])
        levelArcs &+= Int(offsets[node &+ 1] &- offsets[node])
      }
      unmetArcs &-= levelArcs
      levels.append(Level(start: end, end: tail))
      bits += bitsALevel
      if bits > 500 { rescale(number + 1) }
    }
  }

  /// Finds level `number + 1` by the arcs of level `number`.
  ///
  /// - Returns: the end of the queue.
  @inline(__always)
  private func push(
    _ number: Int, _ level: Range<Int>, _ linkEnd: inout Int, _ offsets: UnsafePointer<Int32>,
    _ neighbours: UnsafePointer<Int32>
  ) -> Int {
    let here = Int32(truncatingIfNeeded: number)
    let next = here &+ 1
    let (distance, paths, queue, links) = (distance, paths, queue, links)
    var tail = level.upperBound
    var end = linkEnd
    for position in level {
      let node = Int(queue[position])
      let begin = end
      var arc = Int(offsets[node])
      let last = Int(offsets[node &+ 1])
      while arc < last {
        let other = neighbours[arc]
        let known = distance[Int(other)]
        links[end] = other
        end &+= known > here ? 1 : 0
        queue[tail] = other
        tail &+= known > next ? 1 : 0
        distance[Int(other)] = known < next ? known : next
        arc &+= 1
      }
      let count = paths[node]
      var link = begin
      while link < end {
        paths[Int(links[link])] += count
        link &+= 1
      }
      forwardEnd[position] = Int32(truncatingIfNeeded: end)
    }
    linkEnd = end
    return tail
  }

  /// Finds level `number + 1` by the arcs of the nodes of the component that are not yet met.
  ///
  /// - Returns: the end of the queue.
  @inline(__always)
  private func pull(
    _ number: Int, _ met: Int, _ component: Range<Int>, _ linkEnd: inout Int, _ offsets: UnsafePointer<Int32>,
    _ neighbours: UnsafePointer<Int32>
  ) -> Int {
    let here = Int32(truncatingIfNeeded: number)
    let (distance, paths, queue, links) = (distance, paths, queue, links)
    var tail = met
    var end = linkEnd
    for node in component where distance[node] == Self.unmet {
      let begin = end
      var arc = Int(offsets[node])
      let last = Int(offsets[node &+ 1])
      while arc < last {
        let other = neighbours[arc]
        links[end] = other
        end &+= distance[Int(other)] == here ? 1 : 0
        arc &+= 1
      }
      guard end > begin else { continue }
      var count = 0.0
      var link = begin
      while link < end {
        count += paths[Int(links[link])]
        link &+= 1
      }
      paths[node] = count
      distance[node] = here &+ 1
      queue[tail] = Int32(truncatingIfNeeded: node)
      backwardEnd[tail] = Int32(truncatingIfNeeded: end)
      tail &+= 1
    }
    linkEnd = end
    return tail
  }

  /// Brings the path counts of a level down when they have grown too far for sums and quotients to stay finite.
  private func rescale(_ number: Int) {
    let level = levels[number].start..<levels[number].end
    guard level.contains(where: { paths[Int(queue[$0])] > Self.scaleLimit }) else { return }
    for position in level {
      let node = Int(queue[position])
      paths[node] = max(paths[node] / Self.scaleLimit, 0x1p-1000)
    }
    levels[number - 1].scale = 1 / Self.scaleLimit
  }

  // MARK: Backwards

  /// From the farthest level to the first: weight = Σ weight of the next level's links + 1 / paths; the dependency on a
  /// node is paths · that sum.
  private func accumulate() {
    let (paths, weight, queue, links) = (paths, weight, queue, links)
    guard levels.count > 1 else { return }
    let farthest = levels[levels.count - 1]
    for position in farthest.start..<farthest.end {
      let node = Int(queue[position])
      weight[node] = 1 / paths[node]
    }
    var number = levels.count &- 2
    while number > 0 {
      let level = levels[number]
      if level.isPulled {
        let next = levels[number + 1]
        var link = level.linkStart
        for position in next.start..<next.end {
          let value = weight[Int(queue[position])]
          let end = Int(backwardEnd[position])
          while link < end {
            weight[Int(links[link])] += value
            link &+= 1
          }
        }
        for position in level.start..<level.end {
          settle(Int(queue[position]), weight[Int(queue[position])], level.scale)
        }
      } else {
        var link = level.linkStart
        for position in level.start..<level.end {
          var sum = 0.0
          let end = Int(forwardEnd[position])
          while link < end {
            sum += weight[Int(links[link])]
            link &+= 1
          }
          settle(Int(queue[position]), sum, level.scale)
        }
      }
      number &-= 1
    }
  }

  @inline(__always)
  private func settle(_ node: Int, _ sum: Double, _ scale: Double) {
    let scaled = sum * scale
    sums[node] += paths[node] * scaled
    weight[node] = scaled + 1 / paths[node]
  }
}
