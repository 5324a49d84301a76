extension NetworkMap {
  /// The map in words, for screen readers: the subtitle, what is drawn, the whole caption, the edition.
  var summary: String {
    let parts = [DisplayText.clean(subtitle), "Узлов: \(nodes.count), связей: \(edges.count)"]
    let figures = parts.filter { !$0.isEmpty }.joined(separator: ". ") + "."
    return ([figures] + sentences + [Furniture.sentence(edition)]).joined(separator: " ")
  }

  /// The caption's sentences, fit to be drawn.
  var sentences: [String] { caption.map { DisplayText.clean($0) }.filter { !$0.isEmpty } }
}
