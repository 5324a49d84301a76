internal import SvyazGraph

/// Bars of a page as drawings: the policy of the site forbids styles in attributes.
enum Meter {
  /// A share of 1000 with its target, and what can never be reached hatched.
  ///
  /// - Parameter label: for those who do not see it.
  static func share(_ perMille: Int?, target: Int, ceiling: Int? = nil, isThin: Bool = false, label: String) -> Markup {
    let share = min(max(perMille ?? 0, 0), 1000)
    let goal = min(max(target, 0), 1000)
    var svg = #"<svg class="meter\#(isThin ? " thin" : "")" viewBox="0 0 1000 24" preserveAspectRatio="none" "#
    svg += #"role="img" aria-label="\#(Markup.escaped(label))">"#
    svg += #"<rect class="back" x="0" y="0" width="1000" height="24" rx="6"/>"#
    if let ceiling, ceiling < 1000 {
      let start = min(max(ceiling, 0), 1000)
      svg += #"<rect class="lost" x="\#(start)" y="0" width="\#(1000 - start)" height="24"/>"#
      for x in stride(from: start, to: 1000, by: 24) { svg += #"<path class="tick" d="M\#(x) 24l12-24"/>"# }
    }
    if share > 0 { svg += #"<rect class="fill" x="0" y="0" width="\#(share)" height="24" rx="6"/>"# }
    svg += #"<path class="goal" d="M\#(goal) -4V28" vector-effect="non-scaling-stroke"/></svg>"#
    return Markup(trusted: svg)
  }

  /// One step of a ladder: how many of all are still there; the rest hatched.
  static func step(_ count: Int, of total: Int, isLast: Bool) -> Markup {
    let height = total > 0 ? min(40, max(0, count * 40 / total)) : 0
    var svg =
      #"<svg class="pipe\#(isLast ? " last" : "")" viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true">"#
    svg += #"<rect class="lost" width="100" height="40"/>"#
    if height < 40 {
      for x in stride(from: -40, to: 100, by: 6) { svg += #"<path class="tick" d="M\#(x) 40l40-40"/>"# }
    }
    svg += #"<rect class="fill" y="\#(40 - height)" width="100" height="\#(height)"/></svg>"#
    return Markup(trusted: svg)
  }
}

/// Small pictures beside words; the words carry the meaning.
enum Icon {
  static let warning = icon("M8 2.2l6.2 11.3H1.8zM8 6.5v3.2M8 11.6v.1")
  static let calendar = icon("M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3")
  static let exchange = icon("M3 5.5h9M9.5 3L12 5.5 9.5 8M13 10.5H4M6.5 8L4 10.5 6.5 13")
  static let paper = icon("M4 2.5h5l3 3v8H4zM9 2.5v3h3")

  private static func icon(_ path: String) -> Markup {
    Markup(trusted: #"<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="\#(path)"/></svg>"#)
  }
}
