/// Makes the scene of a map whose nodes stand in framed groups, with edges within and across them.
struct GroupComposer<Measurer: TextMeasuring> {
  let map: NetworkMap
  let groups: [NetworkMap.Panel]
  let measurer: Measurer

  /// - Parameter index: the position of each node's id.
  func compose(index: [String: Int]) throws(MapError) -> MapScene {
    throw .layoutFailed(detail: "GroupComposer")
  }
}
