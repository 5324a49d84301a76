/// How much each mentor carries: a dot a mentee, a ring a free place, a square beyond what was promised.
public enum MentorLoadChart {
  public struct Input: Hashable, Sendable {
    public var title: String
    /// In drawing order; the busiest first reads best.
    public var rows: [Row]

    public init(title: String, rows: [Row]) {
      self.title = title
      self.rows = rows
    }
  }

  public struct Row: Hashable, Sendable {
    public var name: String
    public var mentees: Int
    /// Places promised in all.
    public var places: Int

    public init(name: String, mentees: Int, places: Int) {
      self.name = name
      self.mentees = mentees
      self.places = places
    }

    /// «2 из 3», «4 из 3, сверх мест».
    var words: String {
      "\(RussianText.grouped(mentees)) из \(RussianText.grouped(places))" + (mentees > places ? ", сверх мест" : "")
    }
  }

  /// More are told in a last line and in the table.
  public static let maximumRows = 60
  /// From dot to dot.
  private static let pitch = 10.0

  /// - Parameter width: in points, kept within 360…1000.
  public static func draw(_ input: Input, width: Double = Drawing.standardWidth) -> Drawing {
    guard !input.rows.isEmpty else { return .empty(title: input.title, width: width, note: "Наставников нет") }
    let width = ChartSize.width(width)
    let rows = Array(input.rows.prefix(maximumRows))
    let columns = rows.count > 12 ? 2 : 1
    let gap = 20.0
    let column = (width - gap * Double(columns - 1)) / Double(columns)
    let perColumn = (rows.count + columns - 1) / columns
    let step = 15.0
    let nameWidth = columns == 1 ? 140.0 : column * 0.38
    let wordsWidth = columns == 1 ? 110.0 : 70.0
    // Words stand right after the longest row of dots, or after the bar where one row needs that.
    let room = column - nameWidth - wordsWidth - 16
    let longest = Double(rows.map { max($0.mentees, $0.places, 0) }.filter { Double($0) * pitch <= room }.max() ?? 0)
    let isBarred = rows.contains { Double(max($0.mentees, $0.places)) * pitch > room }
    let wordsX = nameWidth + 16 + (isBarred ? room : longest * pitch)
    var canvas = Canvas()
    for (index, row) in rows.enumerated() {
      let x = Double(index / perColumn) * (column + gap)
      let y = Double(index % perColumn) * step
      canvas.text(row.name, x + nameWidth, y + 11, size: ChartSize.small, isBold: true, anchor: .end, width: nameWidth)
      let dotsX = x + nameWidth + 8
      dots(row, x: dotsX, y: y + 8, room: room, on: &canvas)
      let words =
        row.mentees > row.places && columns == 2
        ? "\(RussianText.grouped(row.mentees)) из \(RussianText.grouped(row.places)), сверх" : row.words
      canvas.text(
        words, x + wordsX, y + 11, size: ChartSize.small,
        color: row.mentees > row.places ? ChartColor.badText : ChartColor.secondary, width: wordsWidth)
    }
    let floor = Double(perColumn) * step + 4
    canvas.line(0, floor, width, floor, ChartColor.line, width: 0.5)
    key(y: floor + 12, on: &canvas)
    var height = floor + 18
    if input.rows.count > rows.count {
      let rest = input.rows.dropFirst(rows.count)
      let mentees = rest.reduce(0) { $0.saturatingAdd($1.mentees) }
      let places = rest.reduce(0) { $0.saturatingAdd($1.places) }
      canvas.text(
        "и ещё наставников: \(RussianText.grouped(rest.count)), занято мест: \(RussianText.grouped(mentees)) из \(RussianText.grouped(places))",
        0, height + 8, size: ChartSize.small, color: ChartColor.secondary, width: width)
      height += 13
    }
    return Drawing(width: width, height: height, title: input.title, summary: summary(input), items: canvas.items)
  }

  private static func dots(_ row: Row, x: Double, y: Double, room: Double, on canvas: inout Canvas) {
    let mentees = max(0, row.mentees)
    let places = max(0, row.places)
    let most = max(mentees, places)
    guard Double(most) * pitch <= room else {
      // Too many to count: a bar, whose whole length is the greater of the two.
      let height = 8.0
      let scale = room / Double(most)
      canvas.box(x, y - height / 2, Double(min(mentees, places)) * scale, height, fill: ChartColor.accent)
      if mentees > places {
        canvas.box(
          x + Double(places) * scale, y - height / 2, Double(mentees - places) * scale, height, fill: ChartColor.bad)
      }
      canvas.box(x, y - height / 2, room, height, fill: nil, stroke: DrawingStroke(ChartColor.control, width: 0.75))
      return
    }
    for place in 0..<most {
      let centre = x + (Double(place) + 0.5) * pitch
      if place >= places {
        over(centre, y, on: &canvas)
      } else if place < mentees {
        canvas.dot(centre, y, radius: 3.6, fill: ChartColor.accent)
      } else {
        canvas.dot(centre, y, radius: 3.2, fill: ChartColor.white, stroke: DrawingStroke(ChartColor.control, width: 1))
      }
    }
  }

  private static func over(_ x: Double, _ y: Double, on canvas: inout Canvas) {
    canvas.box(x - 3.4, y - 3.4, 6.8, 6.8, fill: ChartColor.bad)
  }

  private static func key(y: Double, on canvas: inout Canvas) {
    canvas.dot(5, y - 3, radius: 3.6, fill: ChartColor.accent)
    canvas.text("подопечная школа", 12, y, size: ChartSize.small, color: ChartColor.secondary)
    canvas.dot(115, y - 3, radius: 3.2, fill: ChartColor.white, stroke: DrawingStroke(ChartColor.control, width: 1))
    canvas.text("свободное место", 122, y, size: ChartSize.small, color: ChartColor.secondary)
    over(215, y - 3, on: &canvas)
    canvas.text("сверх обещанных мест", 222, y, size: ChartSize.small, color: ChartColor.secondary)
  }

  static func summary(_ input: Input) -> String {
    let mentees = input.rows.reduce(0) { $0.saturatingAdd(max(0, $1.mentees)) }
    let places = input.rows.reduce(0) { $0.saturatingAdd(max(0, $1.places)) }
    let over = input.rows.count { $0.mentees > $0.places }
    var text = "Наставников: \(RussianText.grouped(input.rows.count)), занято мест: \(RussianText.grouped(mentees)) из "
    text += "\(RussianText.grouped(places))."
    if over > 0 { text += " Сверх мест: \(RussianText.grouped(over))." }
    return text
  }

  /// The drawing with the same figures as a table.
  public static func chart(_ input: Input, width: Double = Drawing.standardWidth) -> PaperChart {
    let table = PaperTable(
      columns: [
        .init("Наставник", width: 3), .init("Подопечных", .right), .init("Мест", .right), .init("Свободно", .right),
      ],
      rows: input.rows.map { row in
        .init([
          .init(row.name), .init(RussianText.grouped(row.mentees)), .init(RussianText.grouped(row.places)),
          .init(RussianText.grouped(max(0, row.places.saturatingSubtract(row.mentees)))),
        ])
      })
    return PaperChart(caption: input.title, drawing: draw(input, width: width), table: table)
  }
}
