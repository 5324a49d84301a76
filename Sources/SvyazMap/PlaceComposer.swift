/// Makes the scene of a map whose nodes stand at their places on the ground.
struct PlaceComposer<Measurer: TextMeasuring> {
  let map: NetworkMap
  let measurer: Measurer

  /// - Parameter index: the position of each node's id.
  func compose(index: [String: Int]) throws(MapError) -> MapScene {
    throw .layoutFailed(detail: "PlaceComposer")
  }
}
