/// What is laid out for a map: its own nodes and edges, or all those of the series that it is part of.
struct StageLayout {
  /// Nodes of the layout, each id once.
  let boxes: [NodeBox]
  /// Unordered pairs that an edge joins, each once.
  let pairs: [(tail: Int, head: Int)]
  /// The map whose furniture is drawn: the legend explains the whole series.
  let furnished: NetworkMap
  /// The map whose furniture leaves the least room in the series.
  let crowded: NetworkMap
  private let position: [String: Int]
  /// Captions of the series.
  private let captions: [[String]]

  /// - Parameters:
  ///   - boxes: of the map's own nodes.
  ///   - pairs: of the map's own edges.
  init(
    _ map: NetworkMap, boxes: [NodeBox], pairs: [(tail: Int, head: Int)], measurer: some TextMeasuring
  ) throws(MapError) {
    guard let stage = map.stage else {
      self.boxes = boxes
      self.pairs = pairs
      furnished = map
      crowded = map
      captions = []
      position = Dictionary(map.nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
      return
    }
    var position: [String: Int] = [:]
    var variants: [[NodeBox]] = []
    for node in stage.nodes {
      let box = NodeBox(node, isCentre: false, measurer: measurer)
      if let known = position[node.id] {
        variants[known].append(box)
      } else {
        position[node.id] = variants.count
        variants.append([box])
      }
    }
    for (node, box) in zip(map.nodes, boxes) {
      guard let known = position[node.id], variants[known].contains(where: { $0.unitSize == box.unitSize }) else {
        throw .inconsistent(detail: "узла «\(DisplayText.clean(node.id, limit: 40))» нет в общей раскладке")
      }
    }
    var known: Set<[Int]> = []
    self.pairs = stage.edges.compactMap { edge in
      guard let tail = position[edge.tail], let head = position[edge.head], tail != head,
        known.insert([min(tail, head), max(tail, head)]).inserted
      else { return nil }
      return (min(tail, head), max(tail, head))
    }
    self.boxes = variants.map(NodeBox.init(covering:))
    self.position = position
    var furnished = map
    furnished.nodes = stage.nodes
    furnished.edges = stage.edges
    self.furnished = furnished
    furnished.notice = stage.notice
    crowded = furnished
    captions = stage.captions
  }

  /// ``crowded`` with the caption that takes the most of so many lines.
  func crowded(captionLines: Int, measurer: some TextMeasuring) -> NetworkMap {
    var map = crowded
    func height(_ caption: [String]) -> Double {
      map.caption = caption
      return -Furniture(map, pageScale: 1, captionLines: captionLines, measurer: measurer).area.height
    }
    let heights = captions.map { (caption: $0, height: height($0)) }
    map.caption = heights.max { $0.height < $1.height }?.caption ?? crowded.caption
    return map
  }

  /// The place in the layout of a node of the map.
  func place(of id: String) -> Int? { position[id] }

  /// The layout of the map's own nodes.
  func own(_ layout: MapLayout, of map: NetworkMap) -> MapLayout {
    MapLayout(
      centres: map.nodes.map { position[$0.id].map { layout.centres[$0] } ?? Point(x: 0, y: 0) }, font: layout.font,
      pageScale: layout.pageScale)
  }
}

extension NodeBox {
  /// A box that holds any of several: the looks of one node in a series.
  init(covering boxes: [NodeBox]) {
    let outlines = Set(boxes.map(\.outline))
    let smallest = boxes.min { $0.smallestText(font: 1) < $1.smallestText(font: 1) }
    lines = smallest?.lines ?? []
    emphasis = smallest?.emphasis ?? 1
    outline = outlines.count == 1 ? outlines.first ?? .roundedBox : .roundedBox
    unitSize = Size(
      width: boxes.map(\.unitSize.width).max() ?? 0, height: boxes.map(\.unitSize.height).max() ?? 0)
  }
}
