internal import SvyazMap
internal import SvyazOffice

extension MapScene {
  /// What a speaker says of the map: its title, the sentences of its caption, and what is written under the title.
  var speech: String {
    let subtitle = furniture.first { $0.role == .title }?.texts.dropFirst().map(\.text).joined(separator: " ") ?? ""
    let figures = subtitle.isEmpty ? nil : subtitle.prefix(1).uppercased() + subtitle.dropFirst() + "."
    return (["На слайде: \(title)."] + caption + [figures].compactMap { $0 }).joined(separator: "\n")
  }

  /// The map as a slide of a deck, with its ``speech`` as notes.
  var spokenSlide: Slide {
    var slide = SceneSlide(self).slide
    slide.notes = speech
    return slide
  }
}
